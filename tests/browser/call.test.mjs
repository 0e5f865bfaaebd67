/* What the desk has for a call beside the cards: judging a case, the contract, placeholders, the time to the first useful suggestion. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, inSession } from "./support/browser.mjs";
import { axeViolations, overflowing } from "./support/pages.mjs";
import { BROADBAND, BROADBAND_CASE, CASH, CASH_CASE, DeskPage } from "./support/suggestions.mjs";
import { makeWorld } from "./support/world.mjs";

const AGENT = { name: "xiaolin", password: "answers since this spring", role: "agent" };
const world = makeWorld(undefined, ({ desk }) => desk.addPerson(AGENT));

const withPrecedents = (run, options = {}) => inSession(world, { permissions: ["clipboard-read", "clipboard-write"], ...options }, async (session) => {
  const desk = new DeskPage(await session.open("/"));
  await desk.fill(options.text ?? BROADBAND);
  await run(desk, session);
});

const toast = (desk) => desk.page.locator("[data-toast]");
const clipboardOf = (page) => page.evaluate(() => navigator.clipboard.readText());

test("A lead withdraws a case from its card with a reason; it is gone at once, and z brings it back", withPrecedents(async (desk) => {
  const { page } = desk;
  const card = page.locator(`[data-card="${CASH_CASE}"]`);
  await card.locator(".judge-toggle").click();
  await card.getByLabel("哪里不对了").fill("流程改了");
  const again = page.waitForResponse((response) => response.url().endsWith("/desk/suggestions"));
  await page.keyboard.press("Enter");
  await again;
  await desk.settled();
  assert.ok(!(await desk.cardIds()).includes(CASH_CASE), "not suggested by the very next request");
  await toast(desk).getByText("已停用").waitFor();
  const back = page.waitForResponse((response) => response.url().endsWith("/desk/suggestions"));
  await desk.results.focus();
  await page.keyboard.press("z");
  await back;
  await toast(desk).getByText("已经撤销").waitFor();
  await page.waitForFunction(async (id) => (await (await fetch(`/cases/${id}`)).text()).includes("state-verified"), CASH_CASE);
}, { text: CASH }));

test("An agent asks the leads to look, and the case stays", async () => {
  await world.desk.signIn(AGENT);
  await withPrecedents(async (desk) => {
    const card = desk.page.locator(`[data-card="${BROADBAND_CASE}"]`);
    await card.locator(".judge-toggle").click();
    await card.getByLabel("觉得哪里不对").fill("客户说换了也没用");
    await desk.page.keyboard.press("Enter");
    await toast(desk).getByText("班组长").waitFor();
    assert.ok((await desk.cardIds()).includes(BROADBAND_CASE));
  }, { person: AGENT })();
});

test("The category is guessed; g and the arrow keys choose another, which goes with every question until the next call", withPrecedents(async (desk) => {
  const { page } = desk;
  const select = page.locator("[data-category]");
  assert.match(await page.locator(".contract-guess").innerText(), /\d+%/);
  assert.match(await page.locator(".contract-next").innerText(), /接着问/);
  await page.keyboard.press("Alt+1");
  await page.keyboard.press("g");
  assert.ok(await select.evaluate((element) => element === document.activeElement));
  const asked = page.waitForRequest((request) => request.url().endsWith("/desk/suggestions"));
  await page.keyboard.press("ArrowDown");
  assert.match((await asked).postDataBuffer().toString(), /name="category"/);
  await desk.settled();
  await page.waitForFunction(() => document.activeElement?.matches("[data-category]"));
  assert.equal(await page.locator(".contract-guess").count(), 0);
  await page.keyboard.press("Escape");
  assert.notEqual(await desk.focusedCard(), null);
  await page.locator("button[type=reset]").click();
  await desk.fill(BROADBAND);
  assert.equal(await page.locator(".contract-guess").count(), 1, "the next call is guessed again");
}));

test("A placeholder is asked for once, in place, and filled from then on", withPrecedents(async (desk) => {
  const { page } = desk;
  const card = page.locator("[data-card]").filter({ has: page.locator("[data-copy*='{{客户称呼}}']") }).first();
  const id = await card.getAttribute("data-card");
  await card.locator("[data-card-link]").focus();
  await page.keyboard.press("c");
  await page.getByLabel("客户称呼").fill("王女士");
  await page.keyboard.press("Enter");
  await page.locator("[data-copy-state=done]").waitFor();
  assert.match(await clipboardOf(page), /王女士/);
  assert.equal(await desk.focusedCard(), id);
  await page.locator("[data-copy-state=done]").waitFor({ state: "detached" });
  await page.keyboard.press("c");
  await page.locator("[data-copy-state=done]").waitFor();
  assert.equal(await page.locator("form.placeholders").count(), 0, "known by now");
  await page.locator("button[type=reset]").click();
  await desk.fill(BROADBAND);
  await page.locator(`[data-card="${id}"] [data-copy]`).click();
  assert.equal(await page.getByLabel("客户称呼").inputValue(), "", "the next customer has another name");
}));

test("Escape leaves the question without copying, an empty answer leaves the placeholder", withPrecedents(async (desk) => {
  const { page } = desk;
  await page.evaluate(() => navigator.clipboard.writeText("earlier"));
  const button = page.locator("[data-copy*='{{客户称呼}}']").first();
  await button.click();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("form.placeholders").count(), 0);
  assert.equal(await clipboardOf(page), "earlier");
  await button.click();
  await page.keyboard.press("Enter");
  await page.locator("[data-copy-state=done]").first().waitFor();
  assert.match(await clipboardOf(page), /\{\{客户称呼\}\}/);
}));

test("The time to the first useful suggestion is told once a call, without words", inSession(world, { permissions: ["clipboard-read", "clipboard-write"] }, async (session) => {
  const desk = new DeskPage(await session.open("/"));
  const told = () => session.requests.filter((request) => request.url().endsWith("/desk/first-useful"));
  await desk.type("宽带每晚掉线");
  const first = desk.page.waitForResponse((response) => response.url().endsWith("/desk/first-useful"));
  await desk.page.keyboard.press("Alt+1");
  await desk.page.keyboard.press("u");
  assert.equal((await first).status(), 201);
  const body = told()[0].postDataBuffer().toString();
  assert.ok(!body.includes("宽带"));
  const milliseconds = Number(/name="milliseconds"\r\n\r\n(\d+)/.exec(body)[1]);
  assert.ok(milliseconds > 0 && milliseconds < 60_000, `${milliseconds} ms`);
  await desk.page.keyboard.press("2");
  const noted = desk.page.waitForResponse((response) => response.url().endsWith("/desk/reuse"));
  await desk.page.keyboard.press("u");
  await noted;
  assert.equal(told().length, 1, "the first one of the call only");
}));

for (const [path, prepare] of [["/changes", null], ["/cases?stale", null], ["/panel", null], ["/", (page) => new DeskPage(page).fill(BROADBAND)]])
  for (const language of ["zh-CN", "en"])
    test(`${path} is readable by everybody and fits a phone (${language})`, inSession(world, { viewport: PHONE, language }, async (session) => {
      const page = await session.open(path);
      await prepare?.(page);
      for (const details of await page.locator("details.judge, details.change-new").all()) await details.evaluate((element) => { element.open = true; });
      assert.deepEqual(await axeViolations(page), []);
      assert.deepEqual(await overflowing(page), []);
    }));
