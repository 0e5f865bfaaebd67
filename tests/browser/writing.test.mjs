/* Writing with both hands on the keyboard, two people at one case, and the history. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, inSession } from "./support/browser.mjs";
import { axeViolations, overflowing } from "./support/pages.mjs";
import { BROADBAND, DeskPage, WITHOUT_PRECEDENT } from "./support/suggestions.mjs";
import { makeWorld } from "./support/world.mjs";

const world = makeWorld();
const REFUSED = { expected: [/status of (409|422)/] };
const h1 = (page) => page.locator("h1").innerText();
const focused = (page) => page.evaluate(() => document.activeElement.id);

async function typeInto(page, label, text) {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.type(text);
}

test("What the customer says becomes a case without a mouse, and nothing of it stands in the address", inSession(world, {}, async (session) => {
  const desk = new DeskPage(await session.open("/"));
  const { page } = desk;
  await desk.fill(BROADBAND);
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.waitForURL("**/new/case");
  assert.equal(new URL(page.url()).search, "");
  assert.equal(await page.getByLabel("客户原话").inputValue(), BROADBAND);
  await page.locator("#field-title").focus();
  await page.keyboard.type("光猫红灯，客户自己写的");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "field-complaint");
  await page.keyboard.press("Tab");
  await page.keyboard.type("先问灯");
  await page.keyboard.press("Enter");
  await page.keyboard.type("再动手");
  await typeInto(page, "标签", "光猫、红灯");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/cases\/\d+\?saved=1$/);
  assert.equal(await h1(page), "光猫红灯，客户自己写的");
  assert.match(await page.locator("[role=status].notices").innerText(), /已经保存/);
  assert.match(await page.locator(".case-answer").innerText(), /先问灯\s+再动手/);
  assert.match(await page.locator(".reading-aside").innerText(), /leader[^]*光猫[^]*红灯/);
  await page.keyboard.press("e");
  await page.waitForURL(/\/edit\/\d+$/);
}));

test("A letter typed into the complaint is a letter, not the key for a new case", inSession(world, {}, async (session) => {
  const desk = new DeskPage(await session.open("/"));
  await desk.answerTo("ne", async () => { await desk.box.fill(""); await desk.page.keyboard.type("ne"); });
  assert.equal(new URL(desk.page.url()).pathname, "/");
}));

test("Where there is no precedent, the text can be written down as a new case", inSession(world, {}, async (session) => {
  const desk = new DeskPage(await session.open("/"));
  await desk.fill(WITHOUT_PRECEDENT);
  await desk.results.getByRole("button", { name: "写成新案例" }).click();
  await desk.page.waitForURL("**/new/case");
  assert.equal(await desk.page.getByLabel("客户原话").inputValue(), WITHOUT_PRECEDENT);
}));

test("Pressed twice, save writes one entry", inSession(world, {}, async (session) => {
  const page = await session.open("/new/post");
  await page.getByLabel("标题").fill("只写一次");
  await page.getByLabel("正文").fill("正文");
  await page.evaluate(() => {
    const save = document.querySelector("button[value=save]");
    save.click();
    save.click();
  });
  await page.waitForURL(/\/posts\/\d+\?saved=1$/);
  assert.equal(session.requests.filter((request) => request.method() === "POST").length, 1);
}));

test("What is wrong comes back at its field, is read first, and leads there", inSession(world, REFUSED, async (session) => {
  const page = await session.open("/new/case");
  await typeInto(page, "原因", "写好的原因");
  await typeInto(page, "有效到", "明年");
  await page.keyboard.press("Control+Enter");
  const summary = page.locator("[data-form-news]");
  await summary.waitFor();
  assert.ok(await summary.evaluate((element) => element === document.activeElement));
  assert.equal(await page.getByLabel("原因", { exact: true }).inputValue(), "写好的原因");
  assert.equal(await page.locator("#field-valid_until").getAttribute("aria-invalid"), "true");
  const described = await page.locator("#field-valid_until").getAttribute("aria-describedby");
  assert.match(await page.locator(`#${described.split(" ")[0]}`).innerText(), /不是日期/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "field-valid_until");
  assert.deepEqual(await axeViolations(page), []);
}));

test("A preview shows the page to be and keeps what was typed", inSession(world, {}, async (session) => {
  const page = await session.open("/edit/1001");
  await page.getByLabel("点评").fill("还没有**存**的点评");
  await page.getByRole("button", { name: "预览" }).click();
  await page.locator(".preview").waitFor();
  assert.equal(await page.locator(".preview .part-review strong").innerText(), "存");
  assert.equal(await page.getByLabel("点评").inputValue(), "还没有**存**的点评");
  assert.deepEqual(await axeViolations(page), []);
  await page.setViewportSize(PHONE);
  assert.deepEqual(await overflowing(page), []);
  await session.go(page, "/cases/1001");
  assert.doesNotMatch(await page.locator("main").innerText(), /还没有存/);
}));

test("Of two people at one case the later sees both texts, loses none, and wins with one more save", inSession(world, REFUSED, async (session) => {
  const [hers, mine] = [await session.open("/edit/1002"), await session.open("/edit/1002")];
  const save = async (page, changes) => {
    for (const [label, text] of Object.entries(changes)) await page.getByLabel(label, { exact: true }).fill(text);
    await page.getByRole("button", { name: "保存" }).click();
  };
  await save(hers, { "标题": "她的标题", "原因": "她写的原因" });
  await hers.waitForURL("**/cases/1002?saved=1");
  await save(mine, { "标题": "我的标题", "点评": "我的点评" });
  await mine.locator(".conflict").waitFor();
  assert.match(await mine.locator(".conflict").innerText(), /leader[^]*标题[^]*她的标题[^]*我的标题[^]*原因/);
  assert.equal(await mine.locator(".conflict-field").count(), 1, "only the title was changed by both");
  assert.equal(await mine.locator("#field-title").inputValue(), "我的标题");
  assert.equal(await mine.locator("#field-review").inputValue(), "我的点评");
  assert.equal(await mine.locator("#field-cause").inputValue(), "她写的原因");
  assert.deepEqual(await axeViolations(mine), []);
  await mine.setViewportSize(PHONE);
  assert.deepEqual(await overflowing(mine), []);
  await mine.getByRole("button", { name: "保存" }).click();
  await mine.waitForURL("**/cases/1002?saved=1");
  assert.equal(await h1(mine), "我的标题");
  assert.match(await mine.locator(".case-internal").innerText(), /她写的原因[^]*我的点评/);
}));

test("The history tells who changed what, and an older text can be taken back", inSession(world, {}, async (session) => {
  const page = await session.open("/edit/1004");
  const before = await page.getByLabel("标题").inputValue();
  await page.getByLabel("标题").fill("改坏了的标题");
  await page.getByLabel("为什么改").fill("试一试");
  await page.getByRole("button", { name: "保存" }).click();
  await page.waitForURL("**/cases/1004?saved=1");
  await page.getByRole("link", { name: "修改记录" }).click();
  const rows = page.locator(".rows-history .row");
  assert.match(await rows.first().innerText(), /leader[^]*试一试/);
  await rows.first().getByRole("link").click();
  assert.equal(await page.locator("ins").first().innerText(), "改坏了的标题");
  assert.equal(await page.locator("del").first().innerText(), before);
  assert.deepEqual(await axeViolations(page), []);
  await page.setViewportSize(PHONE);
  assert.deepEqual(await overflowing(page), []);
  await page.goBack();
  await rows.last().getByRole("link").click();
  await page.getByRole("button", { name: "取回这一版的文字" }).click();
  await page.waitForURL("**/cases/1004?saved=1");
  assert.equal(await h1(page), before);
}));

test("The form works without a script", inSession(world, { javaScriptEnabled: false, fresh: true, ...REFUSED }, async (session) => {
  const page = await session.open("/new/post");
  await page.getByLabel("标题").fill("没有脚本的心得");
  await page.getByRole("button", { name: "保存" }).click();
  assert.match(await page.locator(".form-errors").innerText(), /正文/);
  await page.getByLabel("正文").fill("第一行\n第二行");
  await page.getByRole("button", { name: "保存" }).click();
  await page.waitForURL(/\/posts\/\d+\?saved=1$/);
  assert.match(await page.locator(".prose").innerText(), /第一行\s+第二行/);
}));
