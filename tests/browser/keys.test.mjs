/* The keyboard: an agent who types with both hands never needs the mouse, and never triggers anything by typing. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, inSession } from "./support/browser.mjs";
import { sectionOfCase, sections, writeEntry } from "./support/library.mjs";
import { BROADBAND, BROADBAND_CASE, DeskPage, QUIET_MILLISECONDS } from "./support/suggestions.mjs";
import { makeWorld } from "./support/world.mjs";

const BAD_CASE = "1003";
const FORMATTED_CASE = 9001;
const FORMATTED_TITLE = "投影仪遥控器失灵的话术";
const FORMATTED_SCRIPT = "您好，**请先**别急，看[说明书](https://example.org/)。\r\n第二行 `F2`  \r\n\r\n1. 按住 *电源*\r\n2. 等三秒\r\n\r\n- {{时间}} 回电\r\n\r\n> 谢谢 & <再见>";
const FORMATTED_AS_PLAIN_TEXT = "您好，请先别急，看说明书。\n第二行 F2\n\n1. 按住 电源\n2. 等三秒\n\n- {{时间}} 回电\n\n谢谢 & <再见>";

const world = makeWorld({
  prepare: (content) => writeEntry(content, "cases/2026-11/9001-toubiao.md",
    { id: FORMATTED_CASE, title: FORMATTED_TITLE, state: "verified", created: "2026-11-20T10:00:00+08:00" },
    sections({ "客户原话": "投影仪遥控器按了没反应", "一句话答复": "换电池", "话术": FORMATTED_SCRIPT })),
});

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const NEVER_COPIED = "前一次复制的东西";

/** A desk with the broadband precedents on it and something else on the clipboard. */
const withPrecedents = (run, options = {}) => inSession(world, { ...CLIPBOARD, ...options }, async (session) => {
  const desk = new DeskPage(await session.open("/"));
  await desk.fill(BROADBAND);
  await desk.page.evaluate((text) => navigator.clipboard.writeText(text), NEVER_COPIED);
  await run(desk, session);
});

const clipboardOf = (page) => page.evaluate(() => navigator.clipboard.readText());

/** A script with placeholders asks for them first; an agent may pass over that. */
async function copied(page) {
  if (await page.locator("form.placeholders").count() > 0) await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[data-copy-state]"));
  assert.equal(await page.locator("[data-copy-state=failed]").count(), 0);
  return (await clipboardOf(page)).replace(/\r\n/g, "\n");
}

test("1 to 5, the arrows, Alt+1 from the box and Esc walk between the box and the precedents", withPrecedents(async (desk) => {
  const { page } = desk;
  const ids = await desk.cardIds();
  const isAt = async (place, how) => {
    assert.equal(await desk.focusedCard(), ids[place], how);
    assert.deepEqual(await desk.openCardIds(), [ids[place]], `${how}: only the picked one is open`);
  };
  await page.keyboard.press("Alt+1");
  await isAt(0, "Alt+1 from the box");
  await page.keyboard.press("3");
  await isAt(2, "3");
  await page.keyboard.press("ArrowDown");
  await isAt(3, "down");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await isAt(1, "up twice");
  await page.keyboard.press("5");
  await isAt(4, "5");
  await page.keyboard.press("ArrowDown");
  await isAt(4, "down at the end stays");
  await page.keyboard.press("1");
  await page.keyboard.press("ArrowUp");
  await isAt(0, "up at the start stays");
  await page.keyboard.press("Escape");
  assert.ok(await desk.hasFocus(), "Esc goes back to the box");
  await page.keyboard.press("Alt+2");
  await isAt(1, "Alt+2 from the box");
  await page.keyboard.press("/");
  assert.ok(await desk.hasFocus(), "/ goes to the box");
  await page.keyboard.press("Escape");
  await isAt(0, "Esc from the box");
  await page.keyboard.press("Control+k");
  assert.ok(await desk.hasFocus(), "Ctrl+K goes to the box");
  assert.equal(await desk.box.inputValue(), BROADBAND, "and none of these keys was typed");
}));

test("Enter opens the case that has the focus", withPrecedents(async (desk) => {
  await desk.page.keyboard.press("Alt+1");
  await desk.page.keyboard.press("Enter");
  await desk.page.waitForURL(`**/cases/${BROADBAND_CASE}`);
}));

test("Enter in the box is a new line and asks nobody to submit", withPrecedents(async (desk, session) => {
  await desk.box.press("End");
  await desk.answerTo(`${BROADBAND}\n急`, async () => { await desk.page.keyboard.press("Enter"); await desk.page.keyboard.insertText("急"); });
  assert.equal(await desk.box.inputValue(), `${BROADBAND}\n急`);
  assert.equal(session.requests.filter((request) => request.isNavigationRequest()).length, 1);
}));

test("c copies the script of the precedent in focus, word for word as it stands in the file", withPrecedents(async (desk) => {
  await desk.page.keyboard.press("Alt+1");
  await desk.page.keyboard.press("c");
  assert.equal(await copied(desk.page), await sectionOfCase(BROADBAND_CASE, "话术"));
  assert.match(await desk.cards.first().locator("[data-copy-label]").innerText(), /已复制/);
  assert.equal(await desk.focusedCard(), BROADBAND_CASE, "the focus stays");
  await desk.page.waitForFunction(() => !document.querySelector("[data-copy-state]"));
  assert.match(await desk.cards.first().locator("[data-copy-label]").innerText(), /复制话术/);
}));

test("What is copied has none of the marks of the file in it, and keeps its lines", withPrecedents(async (desk) => {
  await desk.fill(FORMATTED_TITLE);
  assert.equal((await desk.cardIds())[0], String(FORMATTED_CASE));
  await desk.cards.first().locator("[data-copy]").click();
  assert.equal(await copied(desk.page), FORMATTED_AS_PLAIN_TEXT);
  await desk.page.goto(`${world.desk.url}/cases/${FORMATTED_CASE}`);
  await desk.page.evaluate((text) => navigator.clipboard.writeText(text), NEVER_COPIED);
  await desk.page.keyboard.press("c");
  assert.equal(await copied(desk.page), FORMATTED_AS_PLAIN_TEXT, "the same from the case's own page");
}));

test("The words of a bad example cannot be copied, by key or by mouse", withPrecedents(async (desk) => {
  const place = (await desk.cardIds()).indexOf(BAD_CASE);
  assert.ok(place >= 0);
  await desk.page.keyboard.press(`Alt+${place + 1}`);
  await desk.page.keyboard.press("c");
  await desk.page.waitForTimeout(QUIET_MILLISECONDS);
  assert.equal(await clipboardOf(desk.page), NEVER_COPIED);
  const card = desk.page.locator(`[data-card="${BAD_CASE}"]`);
  assert.equal(await card.locator("[data-copy]").count(), 0);
  assert.match(await card.innerText(), /反面案例[^]*不要照说/);
}));

test("Copying works on a plain http address of the office network, where there is no clipboard interface", inSession(world, CLIPBOARD, async (session) => {
  const page = await session.open(`/cases/${BROADBAND_CASE}`);
  await page.evaluate((text) => navigator.clipboard.writeText(text), NEVER_COPIED);
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error("not here")); });
  await page.locator("[data-copy]").focus();
  await page.keyboard.press("c");
  assert.equal(await copied(page), await sectionOfCase(BROADBAND_CASE, "话术"));
  assert.ok(await page.evaluate(() => document.activeElement.hasAttribute("data-copy")), "the focus is back on the button");
  assert.equal(await page.locator("textarea").count(), 0, "and nothing is left behind");
}));

test("Letters, digits and signs typed into the box are text and nothing else", withPrecedents(async (desk) => {
  await desk.answerTo("c1?/5x", async () => { await desk.box.fill(""); await desk.page.keyboard.type("c1?/5x"); });
  assert.equal(await desk.box.inputValue(), "c1?/5x");
  assert.ok(await desk.hasFocus());
  assert.equal(await clipboardOf(desk.page), NEVER_COPIED);
  assert.equal(await desk.page.locator("[data-popover][open]").count(), 0);
}));

test("Letters typed into the search field are text and nothing else", inSession(world, CLIPBOARD, async (session) => {
  const page = await session.open(`/cases/${BROADBAND_CASE}`);
  await page.evaluate((text) => navigator.clipboard.writeText(text), NEVER_COPIED);
  await page.keyboard.press("/");
  await page.keyboard.type("c?/1");
  assert.equal(await page.locator("#masthead-query").inputValue(), "c?/1");
  assert.equal(await clipboardOf(page), NEVER_COPIED);
  assert.equal(await page.locator("[data-popover][open]").count(), 0);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/search" && url.searchParams.get("q") === "c?/1");
  await page.keyboard.press("Control+k");
  assert.ok(await page.locator("#search-query").evaluate((field) => document.activeElement === field));
}));

test("With Ctrl or Meta held, the letters stay the browser's own", withPrecedents(async (desk) => {
  await desk.page.keyboard.press("Alt+2");
  const before = await desk.focusedCard();
  for (const key of ["Control+c", "Meta+c", "Control+1", "Control+/"]) await desk.page.keyboard.press(key);
  await desk.page.waitForTimeout(QUIET_MILLISECONDS);
  assert.equal(await desk.page.locator("[data-copy-state]").count(), 0);
  assert.equal(await desk.focusedCard(), before);
}));

test("? shows the keys; Esc or a click elsewhere puts them away", withPrecedents(async (desk) => {
  const panel = desk.page.locator("[data-popover=keys] .popover-panel");
  await desk.page.keyboard.press("Alt+1");
  await desk.page.keyboard.press("?");
  await panel.waitFor();
  assert.match(await panel.innerText(), /Alt[^]*在输入框里也能选/);
  await desk.page.keyboard.press("Escape");
  assert.ok(await panel.isHidden());
  await desk.page.keyboard.press("?");
  await panel.waitFor();
  await desk.page.locator(".complaint-label").click();
  assert.ok(await panel.isHidden(), "a click elsewhere");
}));

test("The copy buttons of a phone are as large as a thumb", inSession(world, { viewport: PHONE, hasTouch: true, isMobile: true }, async (session) => {
  const desk = new DeskPage(await session.open("/"));
  await desk.fill(BROADBAND);
  const sizesOf = (page) => page.locator(".button-copy").evaluateAll((buttons) => buttons
    .map((button) => button.getBoundingClientRect()).map(({ width, height }) => ({ width, height })));
  const sizes = await sizesOf(desk.page);
  await session.go(desk.page, `/cases/${BROADBAND_CASE}`);
  sizes.push(...await sizesOf(desk.page));
  assert.ok(sizes.length >= 4);
  for (const { width, height } of sizes) assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
}));
