/* The morning review on the projector: one key a step, read from the last row. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, inSession } from "./support/browser.mjs";
import { axeViolations, overflowing } from "./support/pages.mjs";
import { makeWorld } from "./support/world.mjs";

const world = makeWorld();
const PROJECTOR = { width: 1920, height: 1080 };
const DAILY = "/dailies/2026-11-18";
const STEPS = ["complaint", "questions", "resolution", "review", "outcome", "done"];
const onProjector = (run, options = {}) => inSession(world, { viewport: PROJECTOR, ...options }, async (session) =>
  run(await session.open(`${DAILY}?present`), session));

const shown = (page) => page.locator("[data-step]").evaluateAll((steps) => steps.filter((step) => step.checkVisibility()).map((step) => step.id));

test("Space, right and Enter go on, left goes back, one step a key; each is announced", onProjector(async (page) => {
  assert.deepEqual(await shown(page), ["complaint"]);
  const isAt = async (place, key) => {
    await page.keyboard.press(key);
    assert.deepEqual(await shown(page), [STEPS[place]], key);
    assert.equal(new URL(page.url()).hash, `#${STEPS[place]}`);
    assert.equal(await page.evaluate(() => document.activeElement.id), `${STEPS[place]}-heading`);
  };
  await isAt(1, " ");
  assert.match(await page.locator("#questions").innerText(), /换作你，怎么办[^]*第一句问什么/);
  await isAt(2, "ArrowRight");
  await isAt(3, "Enter");
  await isAt(2, "ArrowLeft");
  await page.waitForFunction(() => document.querySelector("[data-announcer]").textContent.includes("第 3 步，共 6 步"));
  await isAt(3, " ");
  await isAt(4, " ");
  await isAt(5, " ");
  await page.keyboard.press(" ");
  assert.deepEqual(await shown(page), ["done"], "the last step stays");
  await page.reload();
  assert.deepEqual(await shown(page), ["done"], "a reload stays at the step");
}));

test("Enter and space on a link or a button are its own", onProjector(async (page) => {
  await page.locator("[data-forward]").focus();
  await page.keyboard.press("Enter");
  assert.deepEqual(await shown(page), ["questions"]);
  await page.locator(".present-step-link").last().focus();
  await page.keyboard.press("Enter");
  await page.locator("#done").waitFor({ state: "visible" });
  assert.deepEqual(await shown(page), ["done"]);
}));

test("f fills the screen, Esc leaves for the daily", onProjector(async (page) => {
  await page.keyboard.press("f");
  await page.waitForFunction(() => document.fullscreenElement !== null);
  await page.evaluate(() => document.exitFullscreen());
  await page.keyboard.press("Escape");
  await page.waitForURL(`**${DAILY}`);
  await page.getByRole("link", { name: "投影" }).click();
  await page.waitForURL(`**${DAILY}?present`);
}));

for (const [language, theme] of [["zh-CN", "light"], ["en", "dark"]]) {
  test(`No word is smaller than 28 px on a projector, and nothing sticks out (${language}, ${theme})`, onProjector(async (page) => {
    for (const step of STEPS) {
      await page.locator(`#${step}`).waitFor({ state: "visible" });
      const small = await page.evaluate(() => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        while (texts.nextNode()) {
          const { parentElement: parent, data } = texts.currentNode;
          if (!data.trim() || !parent.checkVisibility() || parent.closest(".visually-hidden")) continue;
          const size = parseFloat(getComputedStyle(parent).fontSize);
          if (size < 28) found.push(`${data.trim()}: ${size}`);
        }
        return found;
      });
      assert.deepEqual(small, [], step);
      assert.deepEqual(await overflowing(page), [], step);
      await page.keyboard.press(" ");
    }
    assert.deepEqual(await axeViolations(page), []);
    await page.setViewportSize(PHONE);
    assert.deepEqual(await overflowing(page), []);
  }, { language, theme }));
}

test("Without a script it is one page with links to its steps", inSession(world, { javaScriptEnabled: false, fresh: true }, async (session) => {
  const page = await session.open(`${DAILY}?present`);
  for (const step of STEPS) assert.ok(await page.locator(`#${step}`).isVisible(), step);
  await page.locator(".present-step-link").nth(3).click();
  assert.equal(new URL(page.url()).hash, "#review");
  assert.ok(await page.locator("[data-controls]").isHidden());
}));
