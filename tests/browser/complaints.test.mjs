/* The complaint that the desk owns: from the call to a clean case with the keyboard alone, and the customer's card on a phone. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, inSession, openSession } from "./support/browser.mjs";
import { axeViolations, overflowing } from "./support/pages.mjs";
import { BROADBAND, DeskPage } from "./support/suggestions.mjs";
import { makeWorld } from "./support/world.mjs";

const world = makeWorld();

/** Counts what is pressed, not what is typed: words are the agent's own time. */
class Hands {
  pressed = 0;
  constructor(page) { this.page = page; }
  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      this.pressed += 1;
    }
  }
  say(words) { return this.page.keyboard.insertText(words); }
}

/** A complaint of these words, taken from the desk with one key. */
async function take(session, words) {
  const desk = new DeskPage(await session.open("/"));
  await desk.fill(words);
  const hands = new Hands(desk.page);
  await hands.press("Escape", "t");
  await desk.page.waitForURL(/\/complaints\/\d+$/);
  return hands;
}

test("A call becomes a clean case with the keyboard alone, in a handful of keys", inSession(world, { fresh: true }, async (session) => {
  const hands = await take(session, `${BROADBAND}，报修两次没人上门`);
  const { page } = hands;
  const address = page.url();
  assert.match(await page.locator("main [name=category]").first().inputValue(), /宽带/, "as the desk guessed it");
  await hands.press("e");
  await page.waitForFunction(() => document.activeElement.id === "field-note");
  await hands.say("让客户看光猫灯，红灯；重启后正常，换了光猫");
  await hands.press("Tab");
  await hands.say("6");
  await hands.press("Enter");
  await page.locator(".complaint-steps", { hasText: "重启后正常" }).waitFor();
  await hands.press("n");
  await page.waitForURL(/\/edit\/\d+$/);
  assert.match(await page.locator("[name=complaint]").inputValue(), /报修两次没人上门/);
  assert.match(await page.locator("[name=resolution]").inputValue(), /换了光猫/);
  assert.equal(await page.locator("[name=minutes]").inputValue(), "6");
  await page.locator("[name=answer]").focus();
  await hands.say("先看光猫灯，红灯就换光猫");
  await hands.press("Control+Enter");
  await page.waitForURL(/\/cases\/\d+\?saved=1$/);
  const words = await page.locator("main").innerText();
  for (const part of ["先看光猫灯", "报修两次没人上门", "换了光猫"]) assert.ok(words.includes(part), part);
  assert.ok(hands.pressed <= 10, `${hands.pressed} keys`);
  await session.go(page, new URL(address).pathname);
  assert.match(await page.locator(".complaint-steps").innerText(), /写成草稿/);
}));

test("A letter typed into the box of the desk takes no complaint, and none is taken without words", inSession(world, {}, async (session) => {
  const desk = new DeskPage(await session.open("/"));
  await desk.box.pressSequentially("tt");
  assert.equal(await desk.box.inputValue(), "tt");
  await desk.box.fill("");
  await desk.page.keyboard.press("Escape");
  await desk.page.locator("h1").evaluate(() => document.activeElement.blur());
  await desk.page.keyboard.press("t");
  assert.equal(new URL(desk.page.url()).pathname, "/");
}));

test("A key that is pressed twice takes one complaint", inSession(world, {}, async (session) => {
  const desk = new DeskPage(await session.open("/"));
  await desk.fill("空调滴水滴到楼下阳台");
  await desk.page.evaluate(() => { for (let i = 0; i < 2; ++i) document.querySelector("[data-take]").click(); });
  await desk.page.waitForURL(/\/complaints\/\d+$/);
  await session.go(desk.page, "/complaints");
  assert.equal(await desk.page.locator("main a", { hasText: "空调滴水滴到楼下阳台" }).count(), 1);
}));

test("A complaint goes from state to state without a script", inSession(world, { fresh: true, javaScriptEnabled: false }, async (session) => {
  const page = await session.open("/");
  await page.locator("#complaint-text").fill("小区断网");
  await page.locator("[data-take]").click();
  await page.waitForURL(/\/complaints\/\d+$/);
  await page.locator("#field-department").fill("网络运维部");
  await page.locator("button[value=wait_department]").click();
  await page.locator(".complaint-lead", { hasText: "等部门" }).waitFor();
  await page.locator("#step-form #field-note").fill("修好了");
  await page.locator("button[value=resolve]").click();
  await page.locator(".complaint-lead", { hasText: "已解决" }).waitFor();
  await page.locator("input[name=solved][value=yes]").check();
  await page.locator("#field-other-case").fill("1001");
  await page.locator("button[value=close]").click();
  await page.locator(".complaint-next", { hasText: "用案例结案" }).waitFor();
}));

test("The customer answers the card on a phone, and a very poor mark asks for an apology", inSession(world, { fresh: true }, async (session) => {
  const { page } = await take(session, "宽带掉线等了三天");
  await page.locator("button[value=resolve]").click();
  await page.locator(".complaint-lead", { hasText: "已解决" }).waitFor();
  const address = new URL(page.url()).pathname;
  await page.locator("button[value=card]").click();
  const link = new URL(await page.locator(".secret").innerText());
  const customer = await openSession(world.browser, world.desk, { person: null, viewport: PHONE, hasTouch: true });
  try {
    const card = await customer.open(link.pathname);
    assert.deepEqual(await axeViolations(card), []);
    assert.deepEqual(await overflowing(card), []);
    for (const mark of await card.locator(".card-mark").all()) assert.ok((await mark.boundingBox()).height >= 44);
    await card.locator("input[name=satisfaction][value='1']").check();
    await card.locator("input[name=expectation][value='4']").check();
    await card.locator("#field-text").fill("等太久");
    await card.locator("button[type=submit]").last().click();
    await card.locator("[role=status]").first().waitFor();
    assert.match(await card.locator("main").innerText(), /谢谢/);
    await customer.finish();
  } finally {
    await customer.close();
  }
  await session.go(page, address);
  assert.match(await page.locator(".complaint-next").first().innerText(), /致歉回电/);
  assert.equal(await page.locator("button[value=apologised]").count(), 1);
}));
