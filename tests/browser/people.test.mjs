/*
 * Coming in and going out in a real browser: the first start, signing in with the keyboard alone, the account's and the administrator's
 * pages, and a desk that is still open when its sign-in has ended.
 */
import assert from "node:assert/strict";
import { test } from "node:test";

import { DESKTOP, PHONE, inSession, openSession } from "./support/browser.mjs";
import { CHEF, LEADER, startDesk } from "./support/desk.mjs";
import { axeViolations, htmlFindings, leftovers, overflowing, wordsOf } from "./support/pages.mjs";
import { BROADBAND, DeskPage } from "./support/suggestions.mjs";
import { makeWorld } from "./support/world.mjs";

const world = makeWorld({});
const NOBODY = { person: null };

async function checkPage(page, session, place) {
  assert.deepEqual(await axeViolations(page), [], place);
  assert.deepEqual(leftovers(await wordsOf(page), []), [], place);
  for (const width of [PHONE.width, 320]) {
    await page.setViewportSize({ width, height: PHONE.height });
    assert.deepEqual(await overflowing(page), [], `${place} at ${width} px`);
  }
  await page.setViewportSize(DESKTOP);
}

for (const language of ["zh-CN", "en"]) {
  test(`The door and the pages of people are readable by everybody and fit a phone (${language})`,
    inSession(world, { language, ...NOBODY, expected: [/status of 422/] }, async (session) => {
      const page = await session.open("/cases");
      assert.match(page.url(), /\/sign-in\?next=%2Fcases$/);
      await checkPage(page, session, "sign-in");
      await page.getByRole("textbox").first().fill("leader");
      await page.locator("[name=password]").fill("not the password");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
      await checkPage(page, session, "sign-in refused");
      await session.context.addCookies(await world.desk.signIn(CHEF));
      for (const path of ["/account", "/admin/users", "/admin/users/1", "/admin/audit?verify=1", "/cases"]) {
        await session.go(page, path);
        await page.locator("[data-popover=person] summary").click();
        await checkPage(page, session, path);
      }
    }));
}

test("The pages of people are valid HTML", async () => {
  const cookies = (await world.desk.signIn(CHEF)).map(({ name, value }) => `${name}=${value}`).join("; ");
  for (const [path, cookie] of [["/sign-in", ""], ["/account", cookies], ["/admin/users", cookies], ["/admin/users/1", cookies], ["/admin/audit?verify", cookies]])
    assert.deepEqual(await htmlFindings(await (await fetch(world.desk.url + path, { headers: { cookie } })).text(), path), []);
});

test("Signing in needs no mouse, leads where one wanted to go, and out again", inSession(world, NOBODY, async (session) => {
  const page = await session.open("/posts");
  await page.keyboard.type(LEADER.name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(LEADER.password);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/posts");
  const [cookie] = (await session.context.cookies()).filter(({ name }) => name === "casebook");
  assert.ok(cookie.httpOnly);
  assert.equal(cookie.sameSite, "Strict");
  assert.equal(await page.evaluate(() => document.cookie.includes("casebook")), false);
  await page.locator("[data-popover=person] summary").click();
  await page.locator("form[action='/sign-out'] button").click();
  await page.waitForURL("**/sign-in");
  await page.goBack();
  await page.reload();
  assert.match(page.url(), /\/sign-in/);
}));

test("A desk that stays open while somebody signs in anew goes on by itself", inSession(world, { fresh: true, expected: [/status of (401|403)/] }, async (session) => {
  const page = await session.open("/");
  const desk = new DeskPage(page);
  await session.context.clearCookies({ name: "casebook" });
  await desk.box.fill("宽带老是断");
  await page.locator("[data-problem]").waitFor({ state: "visible" });
  assert.match(await page.locator("[data-problem-message]").innerText(), /登录/);
  await session.context.addCookies(await world.desk.signIn(LEADER));
  await desk.fill(BROADBAND);
  assert.equal(await page.locator("[data-problem]").isVisible(), false);
}));

test("What was written when the sign-in ended is saved after the next", inSession(world, { fresh: true, expected: [/status of 401/] }, async (session) => {
  const page = await session.open("/new/post");
  await page.locator("[name=title]").fill("下班前写的心得");
  await page.locator("[name=body]").fill("两行\n\n“引号”和 <b>标记</b>");
  await session.context.clearCookies({ name: "casebook" });
  await page.locator("button[value=save]").click();
  await page.locator("[name=password]").waitFor();
  await page.locator("#field-name").fill(LEADER.name);
  await page.locator("[name=password]").fill(LEADER.password);
  await page.keyboard.press("Enter");
  await page.locator("form[action='/new/post'] button").click();
  await page.waitForURL("**/posts/*");
  assert.match(await page.locator("main").innerText(), /“引号”和/);
}));

test("An administrator adds somebody, who comes in by the link and may do what the role says", inSession(world, { person: CHEF, fresh: true }, async (session) => {
  const page = await session.open("/admin/users");
  await page.locator("#field-name").fill("xiaozhao");
  await page.locator("#field-display-name").fill("小赵");
  await page.locator("button", { hasText: "添加人员" }).click();
  const link = await page.locator(".secret").innerText();
  const other = await openSession(world.browser, world.desk, { person: null });
  try {
    const door = await other.open(new URL(link).pathname);
    assert.match(await door.locator("h1").innerText(), /小赵/);
    for (const name of ["password", "password_again"]) await door.locator(`[name=${name}]`).fill("坐在窗边的那个人 第三个月");
    await door.keyboard.press("Enter");
    await door.waitForURL(`${world.desk.url}/`);
    await other.go(door, "/dailies");
    assert.equal(await door.locator("[data-new-entry]").count(), 0);
    await other.finish();
  } finally {
    await other.close();
  }
}));

test("The first start is one link, one form, and one is in", async () => {
  const desk = await startDesk({ firstStart: true });
  const session = await openSession(world.browser, desk, { person: null });
  try {
    const { pathname } = new URL(desk.address);
    assert.match(pathname, /^\/first-start\/[0-9a-f]{32}$/);
    const page = await session.open(pathname);
    await checkPage(page, session, "first start");
    await page.keyboard.type("掌柜");
    for (const name of ["password", "password_again"]) await page.locator(`[name=${name}]`).fill("开门的第一个早上 外面很冷");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${desk.url}/`);
    await page.locator("[data-popover=person] summary").click();
    await page.locator("a[href='/admin/users']").click();
    assert.match(await page.locator("main").innerText(), /掌柜/);
    await session.finish();
  } finally {
    await session.close();
    await desk.close();
  }
});
