/* What reaches an open page without a reload: notices for one person, the banner for the whole desk; and the way back when the stream breaks. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, inSession, openSession } from "./support/browser.mjs";
import { axeViolations, overflowing } from "./support/pages.mjs";
import { BROADBAND, BROADBAND_CASE, CASH_CASE, DeskPage } from "./support/suggestions.mjs";
import { makeWorld } from "./support/world.mjs";

const AGENT = { name: "xiaolin", password: "answers since this spring", role: "agent" };
const COLLEAGUE = { name: "xiaozhou", password: "answers since last autumn", role: "agent" };
const world = makeWorld(undefined, async ({ desk }) => { await desk.addPerson(AGENT); await desk.addPerson(COLLEAGUE); });

const reuse = (caseId, text) => world.desk.fetch("/api/v1/reuse", {
  method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ text, case_id: caseId, verdict: "used" }),
});

async function asPerson(person, run, options = {}) {
  const session = await openSession(world.browser, world.desk, { person, ...options });
  try {
    await run(session);
    await session.finish();
  } finally {
    await session.close();
  }
}

async function withdraw(session, id, reason) {
  const page = await session.open(`/cases/${id}`);
  await page.locator(".judge-toggle").click();
  await page.getByLabel("哪里不对了").fill(reason);
  await page.keyboard.press("Enter");
  await page.getByText("已停用").first().waitFor();
}

test("Who used a case hears at once, on the page that is open, that it is withdrawn; the typing goes on", inSession(world, {}, async (session) => {
  await asPerson(AGENT, async (agent) => {
    const desk = new DeskPage(await agent.open("/"));
    await desk.fill(BROADBAND);
    const used = desk.page.waitForResponse((response) => response.url().endsWith("/desk/reuse"));
    await desk.page.locator(`[data-card="${BROADBAND_CASE}"] button[value=used]`).first().click();
    assert.equal((await used).status(), 201);
    await desk.box.focus();
    await withdraw(session, BROADBAND_CASE, "换光猫的办法停用了");
    const news = desk.page.locator("[data-news]");
    await news.getByText("换光猫的办法停用了").waitFor();
    assert.equal(await desk.page.locator("[data-notices-count]").innerText(), "1");
    assert.ok(await desk.box.evaluate((element) => element === document.activeElement), "nothing takes the focus away");
    assert.deepEqual(await axeViolations(desk.page), []);
    await news.getByRole("button", { name: "都看过了" }).click();
    await desk.page.waitForURL("**/notices");
    assert.equal(await desk.page.locator("[data-notices-count]").isVisible(), false);
    assert.match(await desk.page.locator("main").innerText(), /换光猫的办法停用了/);
  });
}));

test("Three agents name one case: the banner is on every open desk, and one click takes it away from all", inSession(world, {}, async (session) => {
  const mine = await session.open("/");
  await asPerson(COLLEAGUE, async (colleague) => {
    const theirs = await colleague.open("/");
    const banners = [mine, theirs].map((page) => page.locator(".burst"));
    for (const text of ["取款机没吐钱", "卡里扣了两千没拿到钱", "机器没出钞还扣款"]) assert.equal((await reuse(CASH_CASE, text)).status, 201);
    for (const banner of banners) await banner.waitFor();
    assert.match(await banners[0].innerText(), /起已有 3 个类似的投诉/);
    assert.deepEqual(await axeViolations(mine), []);
    await mine.setViewportSize(PHONE);
    assert.deepEqual(await overflowing(mine), []);
    await banners[1].getByRole("button", { name: "今天不再提" }).click();
    await banners[0].waitFor({ state: "detached" });
  });
}));

test("After the server was away, the page hears again by itself", inSession(world, { fresh: true, expected: [/ERR_/, /status of 4/] }, async (session) => {
  const page = await session.open("/");
  await world.desk.stop();
  await world.desk.start();
  const heard = page.waitForResponse((response) => response.url().endsWith("/live") && response.ok());
  await heard;
}));
