/* The desk while a customer talks: precedents come as one types, and nothing that is said about them is untrue. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { inSession } from "./support/browser.mjs";
import {
  BEYOND_SEARCH, BROADBAND, BROADBAND_CASE, CASH, CASH_CASE, DeskPage, QUIET_MILLISECONDS, SUGGESTIONS, WITHOUT_PRECEDENT,
  asksFor, textOf,
} from "./support/suggestions.mjs";
import { makeWorld } from "./support/world.mjs";

const world = makeWorld();
const onDesk = (options, run) => inSession(world, options, async (session) => run(new DeskPage(await session.open("/")), session));

test("Typing brings precedents by itself, with the evidence marked and the first one open", onDesk({}, async (desk, session) => {
  assert.ok(await desk.hasFocus(), "the box has the focus from the start");
  assert.ok(await desk.isEmptyState());
  await desk.type(BROADBAND);
  const ids = await desk.cardIds();
  assert.equal(ids[0], BROADBAND_CASE);
  assert.ok(ids.length > 1 && ids.length <= 5);
  assert.deepEqual(await desk.openCardIds(), [BROADBAND_CASE]);
  const evidence = await desk.cards.first().locator(".evidence mark").allInnerTexts();
  const typed = new Set(BROADBAND + "断网");  // what 掉线 is called otherwise is marked, too
  assert.ok(evidence.every((words) => [...words].every((letter) => typed.has(letter))), `only what was typed, and what it is called otherwise, is marked: ${evidence}`);
  assert.ok(evidence.some((words) => [...words].length > 1), `whole words are marked: ${evidence}`);
  for (const card of await desk.cards.all()) assert.ok(await card.locator("mark").count() > 0, "every card says why");
  assert.match(await desk.summary(), new RegExp(`^${ids.length} 条先例`));
  assert.ok(await desk.cards.first().locator(".script-words").isVisible());
  assert.ok(!session.requests.some((request) => request.method() === "POST" && request.isNavigationRequest()), "nothing was submitted");
}));

test("Of a complaint that nobody has had the desk says so first, and shows the nearest after it", onDesk({}, async (desk) => {
  await desk.fill("地铁口的共享单车乱停乱放，盲道都被占了，麻烦处理");
  assert.equal(await desk.summary(), "没有找到先例");
  assert.ok(await desk.cards.count() > 0, "the nearest are there all the same");
  const [none, nearest, card] = await Promise.all(["[data-summary]", ".suggestions-nearest", "[data-card]"].map(async (part) =>
    (await desk.results.locator(part).first().boundingBox()).y));
  assert.ok(none < nearest && nearest < card, "in this order");
  await desk.fill(BROADBAND);
  assert.doesNotMatch(await desk.summary(), /没有找到先例/);
  assert.equal(await desk.results.locator(".suggestions-nearest").count(), 0);
}));

test("The focus and the caret stay where the agent types while precedents come and go", onDesk({}, async (desk) => {
  await desk.type("宽带掉线");
  await desk.box.press("ArrowLeft");
  await desk.answerTo("宽带掉一线", () => desk.page.keyboard.insertText("一"));
  await desk.answerTo("宽带掉一二线", () => desk.page.keyboard.insertText("二"));
  assert.ok(await desk.hasFocus());
  assert.deepEqual(await desk.box.evaluate((box) => [box.value, box.selectionStart, box.selectionEnd]), ["宽带掉一二线", 5, 5]);
}));

test("Half a sentence goes out while the next half is still being typed, not each of its keys", onDesk({}, async (desk, session) => {
  await desk.type("wifi is slow upstairs");
  const asked = session.requests.filter((request) => request.url().endsWith("/desk/suggestions"));
  assert.ok(asked.length < "wifi is slow upstairs".length / 2, `${asked.length} requests for one sentence`);
}));

test("Nothing is looked up while an input method composes, and at once when it commits", onDesk({ fresh: true }, async (desk, session) => {
  const keyboard = await session.context.newCDPSession(desk.page);
  const asked = [];
  desk.page.on("request", (request) => { if (request.method() === "POST") asked.push(textOf(request)); });
  await desk.box.focus();
  for (const text of ["k", "kuan", "kuan d", "kuan dai", "宽带"]) {
    await keyboard.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await desk.page.waitForTimeout(QUIET_MILLISECONDS / 2);
  }
  await desk.page.waitForTimeout(QUIET_MILLISECONDS);
  assert.equal(await desk.box.inputValue(), "宽带", "the composition is in the box");
  assert.deepEqual(asked, []);
  assert.ok(await desk.isEmptyState());

  await desk.answerTo("宽带", () => keyboard.send("Input.insertText", { text: "宽带" }));
  assert.deepEqual(asked, ["宽带"]);
  assert.ok((await desk.cardIds()).length > 0);

  await keyboard.send("Input.imeSetComposition", { text: "diao", selectionStart: 4, selectionEnd: 4 });
  await desk.page.waitForTimeout(QUIET_MILLISECONDS);
  assert.deepEqual(asked, ["宽带"], "a second composition is silent too");
  assert.ok((await desk.cardIds()).length > 0, "and leaves the precedents where they are");
  await desk.answerTo("宽带掉线", () => keyboard.send("Input.insertText", { text: "掉线" }));
  assert.deepEqual(asked, ["宽带", "宽带掉线"]);
}));

test("The keys of a composition are the input method's: none of them moves the desk", onDesk({}, async (desk) => {
  await desk.type(BROADBAND);
  await desk.box.evaluate((box) => {
    box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    for (const key of ["Escape", "1", "Enter"])
      box.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }));
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", keyCode: 229, bubbles: true, cancelable: true }));
    box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
  });
  assert.ok(await desk.hasFocus());
  assert.equal(await desk.box.inputValue(), BROADBAND);
}));

test("What was found stays until something newer is found", onDesk({}, async (desk) => {
  await desk.fill(BROADBAND);
  const before = await desk.cardIds();
  let release;
  const held = new Promise((free) => { release = free; });
  await desk.page.route(SUGGESTIONS, async (route) => { await held; await route.continue(); });
  await desk.box.fill(CASH);
  await desk.page.waitForSelector("[data-results][aria-busy=true]");
  await desk.page.waitForTimeout(QUIET_MILLISECONDS);
  assert.deepEqual(await desk.cardIds(), before);
  await desk.answerTo(CASH, async () => release());
  assert.equal((await desk.cardIds())[0], CASH_CASE);
}));

for (const [browserKind, cripple] of [
  ["", () => {}],
  [", even where the browser cannot take a request back", () => { AbortController.prototype.abort = () => {}; }],
]) {
  test(`A late answer to an earlier text is dropped${browserKind}`, inSession(world, { fresh: true }, async (session) => {
    await session.context.addInitScript(cripple);
    const desk = new DeskPage(await session.open("/"));
    let release;
    const held = new Promise((free) => { release = free; });
    let lateIsOver;
    const late = new Promise((over) => { lateIsOver = over; });
    await desk.page.route(SUGGESTIONS, async (route) => {
      if (!asksFor(route.request(), BROADBAND)) return route.continue();
      const answer = await route.fetch();
      await held;
      await route.fulfill({ response: answer }).catch(() => {});
      lateIsOver();
    });
    const asked = desk.page.waitForRequest((request) => asksFor(request, BROADBAND));
    await desk.box.fill(BROADBAND);
    await asked;
    await desk.fill(CASH);
    const newer = await desk.cardIds();
    assert.equal(newer[0], CASH_CASE);
    release();
    await late;
    await desk.page.waitForTimeout(QUIET_MILLISECONDS);
    assert.deepEqual(await desk.cardIds(), newer);
    assert.equal(await desk.box.inputValue(), CASH);
  }));
}

test("A desk that cannot be reached says so, keeps what was found, and mends itself",
  onDesk({ expected: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/] }, async (desk) => {
    await desk.fill(BROADBAND);
    const before = await desk.cardIds();
    await world.desk.crash();
    await desk.box.pressSequentially("，孩子上网课");
    await desk.problem.waitFor({ state: "visible" });
    const words = await desk.problem.innerText();
    assert.match(words, /连不上案例簿/);
    assert.match(words, /这不是没有先例，是没有查成/);
    assert.match(words, /现在看到的是上一次查到的/);
    assert.deepEqual(await desk.cardIds(), before);
    assert.ok(await desk.results.evaluate((region) => region.hasAttribute("data-outdated")), "they are visibly not the answer");
    assert.ok(await desk.hasFocus());
    assert.equal(await desk.box.inputValue(), `${BROADBAND}，孩子上网课`, "not a word is lost");

    await world.desk.start();
    await desk.problem.waitFor({ state: "hidden" });
    await desk.settled();
    assert.ok(!await desk.results.evaluate((region) => region.hasAttribute("data-outdated")));
    assert.equal((await desk.cardIds())[0], BROADBAND_CASE);
    assert.ok(await desk.hasFocus());
  }));

test("A desk that does not answer is given up on after a while, in words of its own", onDesk({ fresh: true }, async (desk) => {
  await desk.fill(BROADBAND);
  await desk.page.clock.install();
  await desk.page.route(SUGGESTIONS, () => {});
  await desk.box.fill(CASH);
  await desk.page.clock.runFor(7000);
  assert.ok(await desk.problem.isHidden(), "seven seconds is not yet too long");
  await desk.page.clock.runFor(2000);
  await desk.problem.waitFor({ state: "visible" });
  assert.match(await desk.problem.innerText(), /迟迟没有回答[^]*这不是没有先例，是没有查成/);
  assert.equal((await desk.cardIds())[0], BROADBAND_CASE);
}));

test("A search that the server refuses is told in the server's own words", onDesk({ expected: [/status of 503/] }, async (desk) => {
  await desk.page.route(SUGGESTIONS, (route) => route.fulfill({
    status: 503, contentType: "application/problem+json", body: JSON.stringify({ title: "正忙", hint: "过几秒再试。", status: 503 }),
  }));
  await desk.box.fill(BROADBAND);
  await desk.problem.waitFor({ state: "visible" });
  assert.match(await desk.problem.innerText(), /正忙\s+过几秒再试。/);
  assert.ok(await desk.isEmptyState(), "there was nothing before, and no precedents are made up");
}));

test("Too little to search for, nothing found and nothing typed each have honest words of their own", onDesk({}, async (desk) => {
  await desk.fill(BEYOND_SEARCH);
  const tooLittle = await desk.results.innerText();
  assert.match(tooLittle, /再多写几个字/);
  assert.doesNotMatch(tooLittle, /没有找到/, "nothing was searched, so nothing was not found");
  assert.deepEqual(await desk.cardIds(), []);

  await desk.fill(WITHOUT_PRECEDENT);
  const nothing = await desk.results.innerText();
  assert.match(nothing, /没有找到先例/);
  assert.match(nothing, /已经查完全部案例/);
  assert.doesNotMatch(nothing, /再多写/);
  assert.deepEqual(await desk.cardIds(), []);

  await desk.box.fill("");
  await desk.page.locator("[data-results] [data-blank]").waitFor();
  assert.match(await desk.results.innerText(), /客户一开口，就可以写/);
  assert.ok(await desk.problem.isHidden());
}));

const bringsNothing = (...noises) => onDesk({}, async (desk) => {
  for (const noise of noises) {
    await desk.fill(noise);
    assert.deepEqual(await desk.cardIds(), [], `“${noise}” is about nothing`);
    assert.match(await desk.summary(), /再多写几个字|没有找到先例/);
  }
});

test("Laughing, humming and typing at random do not bring precedents out of thin air", bringsNothing("哈哈哈哈", "嗯嗯", "asdfghjkl"));

test("A greeting or a sigh does not bring precedents out of thin air", bringsNothing("啊", "你好啊", "嗯嗯嗯"));

test("Clearing for the next call empties the box and the list and forgets the customer", onDesk({}, async (desk) => {
  await desk.fill(BROADBAND);
  await desk.page.getByRole("button", { name: "清空，接下一通" }).click();
  assert.equal(await desk.box.inputValue(), "");
  assert.ok(await desk.isEmptyState());
  assert.ok(await desk.hasFocus());
  await desk.page.reload();
  assert.equal(await desk.box.inputValue(), "");
  assert.ok(await desk.isEmptyState());
}));

test("A text of over 5,000 characters is searched, and the desk says that it used only the beginning", onDesk({}, async (desk) => {
  const long = BROADBAND + "，后来又说了很多别的".repeat(600);
  assert.ok(long.length > 6000);
  await desk.fill(long);
  assert.match(await desk.results.innerText(), /只用了前 5000 个字/);
  assert.ok((await desk.cardIds()).includes(BROADBAND_CASE));
  assert.equal(await desk.box.inputValue(), long, "the box keeps it all");
  assert.match(await desk.results.innerText(), /条先例/);
  await desk.fill(BROADBAND);
  assert.doesNotMatch(await desk.results.innerText(), /只用了前/);
}));

test("What the customer says never shows in an address, a title, a cookie or a storage that outlives the tab", onDesk({}, async (desk, session) => {
  const secret = "我叫王小明，卡号尾号9527，宽带掉线";
  await desk.fill(secret);
  await desk.page.getByRole("button", { name: "查先例" }).click();
  await desk.settled();
  await desk.cards.first().locator("[data-card-link]").click();
  await desk.page.waitForURL("**/cases/*");
  for (const request of session.requests) {
    const address = decodeURIComponent(request.url());
    assert.doesNotMatch(address, /王小明|9527/);
    assert.doesNotMatch(decodeURIComponent(request.headers().referer ?? ""), /王小明|9527/);
  }
  const kept = await desk.page.evaluate(async () => JSON.stringify([
    { ...localStorage }, (await indexedDB.databases()).length, await caches.keys(),
  ]));
  assert.equal(kept, JSON.stringify([{}, 0, []]), "local storage, databases and caches are empty");
  assert.doesNotMatch(await desk.page.title(), /王小明|9527/);
  const cookies = await session.context.cookies();
  assert.doesNotMatch(decodeURIComponent(JSON.stringify(cookies)), /王小明|9527/);
}));

test("Back from a case finds the text and the precedents as they were left, and so does a reload", onDesk({}, async (desk) => {
  await desk.fill(BROADBAND);
  const before = await desk.cardIds();
  await desk.cards.first().locator("[data-card-link]").click();
  await desk.page.waitForURL(`**/cases/${BROADBAND_CASE}`);
  await desk.page.goBack();
  await desk.cards.first().waitFor();
  assert.equal(await desk.box.inputValue(), BROADBAND);
  assert.deepEqual(await desk.cardIds(), before);
  await desk.page.reload();
  await desk.cards.first().waitFor();
  assert.equal(await desk.box.inputValue(), BROADBAND);
  assert.deepEqual(await desk.cardIds(), before);
}));

test("What changes is also said once to those who hear the page", onDesk({}, async (desk) => {
  await desk.fill(BROADBAND);
  await desk.page.waitForFunction(() => /条先例/.test(document.querySelector("[data-announcer]").textContent));
}));

test("The desk works without scripts: one button, the same precedents, all of them open", inSession(world, { fresh: true, javaScriptEnabled: false }, async (session) => {
  const desk = new DeskPage(await session.open("/"));
  await desk.box.fill(`${BROADBAND}\n"第二行" </textarea> & 结束`);
  await desk.page.getByRole("button", { name: "查先例" }).click();
  await desk.cards.first().waitFor();
  assert.equal(await desk.cards.first().getAttribute("data-card"), BROADBAND_CASE);
  assert.equal(await desk.page.locator("[data-card] details[open]").count(), await desk.cards.count());
  assert.equal(await desk.box.inputValue(), `${BROADBAND}\n"第二行" </textarea> & 结束`);
  assert.equal(new URL(desk.page.url()).search, "", "the words are not in the address");
  await desk.page.locator("[data-popover=preferences] summary").click();
  await desk.page.getByRole("link", { name: "English" }).click();
  assert.equal(await desk.page.locator("html").getAttribute("lang"), "en");
}));
