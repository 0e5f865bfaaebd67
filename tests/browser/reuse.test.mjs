/* "Used", "Not this" and "Copied": by mouse, by key, without scripts; each can be taken back. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, inSession } from "./support/browser.mjs";
import { BROADBAND, BROADBAND_CASE, DeskPage } from "./support/suggestions.mjs";
import { makeWorld } from "./support/world.mjs";

const world = makeWorld();

const withPrecedents = (run, options = {}) => inSession(world, { permissions: ["clipboard-read", "clipboard-write"], ...options }, async (session) => {
  const desk = new DeskPage(await session.open("/"));
  await desk.fill(BROADBAND);
  await run(desk, session);
});

const toast = (desk) => desk.page.locator("[data-toast]");

/** Does what makes the desk tell the server something, and gives the answer. */
async function told(desk, path, act) {
  const answered = desk.page.waitForResponse((response) => response.url().endsWith(path));
  await act();
  return (await answered).json();
}

/** What the page "why it is found" lists: verdict and whether it counts. */
async function eventsOf(session, id) {
  const page = await session.context.newPage();
  await session.go(page, `/cases/${id}/found`);
  const events = await page.locator(".found-event").evaluateAll((rows) => rows.map((row) =>
    `${row.querySelector(".badge").className.split("verdict-")[1]} ${row.classList.contains("found-event-past") ? "undone" : "counts"}`));
  await page.close();
  return events;
}

test("u notes the picked case as used, and z takes it back", withPrecedents(async (desk, session) => {
  const before = (await eventsOf(session, BROADBAND_CASE)).length;
  const { page } = desk;
  await page.keyboard.press("Alt+1");
  const noted = await told(desk, "/desk/reuse", () => page.keyboard.press("u"));
  assert.ok(noted.id > 0);
  await toast(desk).waitFor({ state: "visible" });
  assert.equal(await desk.cards.first().locator("button[value=used]").getAttribute("aria-pressed"), "true");
  assert.equal((await eventsOf(session, BROADBAND_CASE))[0], "used counts");
  await told(desk, "/desk/reuse/undo", () => page.keyboard.press("z"));
  await page.waitForFunction(() => !document.querySelector("[data-reuse] [aria-pressed]"));
  const after = await eventsOf(session, BROADBAND_CASE);
  assert.equal(after.length, before + 1);
  assert.equal(after[0], "used undone");
}));

test("Noting the same case twice is one event", withPrecedents(async (desk) => {
  await desk.page.keyboard.press("Alt+1");
  const first = await told(desk, "/desk/reuse", () => desk.page.keyboard.press("u"));
  const again = await told(desk, "/desk/reuse", () => desk.page.keyboard.press("u"));
  assert.equal(again.id, first.id);
}));

test("x moves the picked case away, the next one is picked, and it stays away while the complaint goes on", withPrecedents(async (desk) => {
  const { page } = desk;
  const [first, second] = await desk.cardIds();
  await page.keyboard.press("Alt+1");
  await desk.answerTo(BROADBAND, () => page.keyboard.press("x"));
  assert.ok(!(await desk.cardIds()).includes(first));
  assert.equal((await desk.cardIds()).length, 5, "another one came in its place");
  assert.equal(await desk.focusedCard(), second);
  await desk.type(",急");
  assert.ok(!(await desk.cardIds()).includes(first), "still away");
  await told(desk, "/desk/reuse/undo", () => toast(desk).locator("[data-toast-undo]").click());
}));

test("Undo in the toast brings the case back", withPrecedents(async (desk) => {
  const [first] = await desk.cardIds();
  await desk.answerTo(BROADBAND, () => desk.cards.first().locator("button[value=not_this]").click());
  assert.ok(!(await desk.cardIds()).includes(first));
  await desk.answerTo(BROADBAND, () => toast(desk).locator("[data-toast-undo]").click());
  assert.ok((await desk.cardIds()).includes(first));
}));

test("A copy is noted quietly", withPrecedents(async (desk, session) => {
  const [first] = await desk.cardIds();
  await desk.page.keyboard.press("Alt+1");
  await told(desk, "/desk/reuse", async () => {
    await desk.page.keyboard.press("c");
    if (await desk.page.locator("form.placeholders").count() > 0) await desk.page.keyboard.press("Enter");
  });
  assert.equal(await toast(desk).isVisible(), false);
  assert.equal((await eventsOf(session, first))[0], "copied counts");
}));

test("The keys do nothing while somebody types, and nothing without a picked case", withPrecedents(async (desk, session) => {
  const sent = () => session.requests.filter((request) => request.url().includes("/desk/reuse")).length;
  await desk.type("uxz");
  await desk.page.evaluate(() => document.activeElement.blur());
  for (const key of ["u", "x", "z"]) await desk.page.keyboard.press(key);
  assert.equal(sent(), 0);
}));

test("A list that the server has forgotten is said, and nothing pretends to be noted", withPrecedents(async (desk) => {
  await desk.page.evaluate(() => { for (const input of document.querySelectorAll("[name=query_id]")) input.value = "gone"; });
  await desk.page.keyboard.press("Alt+1");
  await told(desk, "/desk/reuse", () => desk.page.keyboard.press("u"));
  await toast(desk).waitFor({ state: "visible" });
  assert.equal(await toast(desk).locator("[data-toast-undo]").isVisible(), false);
  assert.equal(await desk.page.locator("[data-reuse] [aria-pressed]").count(), 0);
}, { expected: [/status of 404/] }));

test("Without scripts the same buttons are plain forms", inSession(world, { javaScriptEnabled: false }, async (session) => {
  const page = await session.open("/");
  await page.locator("#complaint-text").fill(BROADBAND);
  await page.locator("#complaint-form button[type=submit]").first().click();
  const first = page.locator("[data-card]").first();
  const id = await first.getAttribute("data-card");
  await first.locator("button[value=not_this]").click();
  assert.equal(await page.locator(`[data-card="${id}"]`).count(), 0);
  assert.equal(await page.locator("#complaint-text").inputValue(), BROADBAND);
  await page.locator("form[action='/reuse/undo'] button").click();
  assert.equal(await page.locator(`[data-card="${id}"]`).count(), 1);
}));

test("On a phone the buttons are large enough to hit and the toast stays inside", withPrecedents(async (desk) => {
  const boxes = await desk.cards.first().locator("[data-reuse] button").evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height));
  for (const height of boxes) assert.ok(height >= 44, `${height}`);
  await told(desk, "/desk/reuse", () => desk.cards.first().locator("button[value=used]").click());
  const box = await toast(desk).boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= PHONE.width, JSON.stringify(box));
}, { viewport: PHONE }));
