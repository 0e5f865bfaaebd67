/* Every page, in both languages, light and dark: accessible, well-formed, inside a phone's screen, fully translated. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { DESKTOP, PHONE, inSession } from "./support/browser.mjs";
import { placeholdersOfLibrary } from "./support/library.mjs";
import { COLOUR_RULES, axeViolations, htmlFindings, leftovers, overflowing, wordsOf } from "./support/pages.mjs";
import { BEYOND_SEARCH, BROADBAND, DeskPage, WITHOUT_PRECEDENT } from "./support/suggestions.mjs";
import { makeWorld } from "./support/world.mjs";

const PAGES = [
  "/search", "/search?q=%E5%85%89%E7%8C%AB", "/search?q=zxqvkj", "/cases", "/cases/1001", "/cases/1003", "/cases/1004", "/cases/1021",
  "/dailies", "/dailies/2026-11-18", "/posts", "/posts/1028", "/status", "/no-such-page",
];
const DESK_TEXTS = ["", BROADBAND, BEYOND_SEARCH, WITHOUT_PRECEDENT];
const LOOKS = ["zh-CN", "en"].flatMap((language) => ["light", "dark"].map((theme) => ({ language, theme })));

const world = makeWorld();
const placeholders = await placeholdersOfLibrary();

/** Opens each page, and the desk with each text; `look(page, name)` gives what is wrong with it. */
async function problemsOfAllPages(session, look) {
  const problems = [];
  const page = await session.open("/");
  const desk = new DeskPage(page);
  const note = async (name) => problems.push(...(await look(page, name)).map((problem) => `${name}: ${problem}`));
  for (const text of DESK_TEXTS) {
    if (text) await desk.fill(text);
    await note(`desk with “${text}”`);
  }
  for (const path of PAGES) {
    await session.go(page, path);
    await note(path);
  }
  return problems;
}

for (const { language, theme } of LOOKS) {
  test(`Every page is accessible and fully translated (${language}, ${theme})`,
    inSession(world, { language, theme, expected: [/status of 404/] }, async (session) => {
      const rules = theme === "dark" ? COLOUR_RULES : undefined;
      assert.deepEqual(await problemsOfAllPages(session, async (page) => {
        const html = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]);
        const wrongLook = html[0] === language && html[1] === theme ? [] : [`lang and theme are ${html}`];
        return [...wrongLook, ...await axeViolations(page, rules), ...leftovers(await wordsOf(page), placeholders)];
      }), []);
    }));

  test(`The panels of the masthead and the word of trouble are accessible too (${language}, ${theme})`,
    inSession(world, { language, theme, expected: [/status of 503/] }, async (session) => {
      const page = await session.open("/");
      const desk = new DeskPage(page);
      await desk.fill(BROADBAND);
      const problems = [];
      for (const name of ["keys", "preferences"]) {
        await page.locator(`[data-popover=${name}] summary`).click();
        problems.push(...await axeViolations(page, theme === "dark" ? COLOUR_RULES : undefined));
      }
      await page.route("**/desk/suggestions", (route) => route.fulfill({ status: 503, body: "" }));
      await desk.box.fill("x");
      await desk.problem.waitFor({ state: "visible" });
      problems.push(...await axeViolations(page, theme === "dark" ? COLOUR_RULES : undefined), ...leftovers(await wordsOf(page), placeholders));
      assert.deepEqual(problems, []);
    }));
}

for (const language of ["zh-CN", "en"]) {
  test(`Nothing sticks out sideways on a phone, nor in a narrow window (${language})`,
    inSession(world, { language, viewport: PHONE, expected: [/status of 404/] }, async (session) => {
      assert.deepEqual(await problemsOfAllPages(session, async (page) => {
        const found = [];
        for (const width of [PHONE.width, 320, 768]) {
          await page.setViewportSize({ width, height: PHONE.height });
          found.push(...(await overflowing(page)).map((problem) => `${width} px: ${problem}`));
        }
        await page.setViewportSize(PHONE);
        return found;
      }), []);
    }));

  test(`The panels of the masthead stay inside the screen (${language})`, inSession(world, { language, viewport: PHONE }, async (session) => {
    const page = await session.open("/cases/1001");
    for (const viewport of [PHONE, DESKTOP]) {
      await page.setViewportSize(viewport);
      for (const name of ["keys", "preferences"]) {
        await page.locator(`[data-popover=${name}] summary`).click();
        const box = await page.locator(`[data-popover=${name}] .popover-panel`).boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= viewport.width, `${name}: ${box.x} to ${box.x + box.width} of ${viewport.width}`);
        await page.keyboard.press("Escape");
      }
    }
  }));

  test(`Every page is served as valid HTML (${language})`, async () => {
    const headers = { cookie: `lang=${language}; theme=dark` };
    const findings = [];
    for (const path of ["/", ...PAGES]) {
      const answer = await fetch(world.desk.url + path, { headers });
      findings.push(...await htmlFindings(await answer.text(), path));
    }
    for (const text of DESK_TEXTS.slice(1)) {
      const answer = await fetch(`${world.desk.url}/`, { method: "POST", headers, body: new URLSearchParams({ text }) });
      findings.push(...await htmlFindings(await answer.text(), `desk with “${text}”`));
    }
    assert.deepEqual(findings, []);
  });
}
