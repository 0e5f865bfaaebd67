/* The pages that are read: cases, dailies, posts, lists, search, status; and the choices of language and colours. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { inSession } from "./support/browser.mjs";
import { numberShipped, sectionOfCase } from "./support/library.mjs";
import { makeWorld } from "./support/world.mjs";

const world = makeWorld();
const ROWS_ON_PAGE = 50;
const onPage = (path, run, options = {}) => inSession(world, options, async (session) => run(await session.open(path), session));

test("A case has what to say to the customer above what is for the desk only", onPage("/cases/1001", async (page) => {
  assert.match(await page.locator("h1").innerText(), /宽带每晚掉线/);
  const headings = await page.locator(".reading-body h2").allInnerTexts();
  assert.deepEqual(headings, ["对客户说", "内部资料"]);
  const [say, internal] = await Promise.all([page.locator(".case-say").boundingBox(), page.locator(".case-internal").boundingBox()]);
  assert.ok(say.y + say.height <= internal.y);
  const said = await page.locator(".case-say").innerText();
  for (const words of ["红灯闪是进家的那根光纤信号弱了", "孩子上着课断网", "LOS 灯只在断网时红闪", "LOS 灯常红"]) assert.match(said, new RegExp(words));
  for (const words of ["先问灯，再动手", "晚饭后柜门开开关关", "老师那边一直喊他"]) {
    assert.doesNotMatch(said, new RegExp(words), "nothing internal in the layer that is read out");
    assert.match(await page.locator(".case-internal").innerText(), new RegExp(words));
  }
  assert.equal(await page.locator(".case-say .button-copy").getAttribute("data-copy"), await sectionOfCase("1001", "话术"));
}));

test("A case leads to cases like it, never to itself", onPage("/cases/1001", async (page) => {
  const similar = await page.locator(".similar a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  assert.ok(similar.includes("/cases/1002") && !similar.includes("/cases/1001"), similar.join(" "));
  await page.locator(".similar a").first().click();
  await page.waitForURL(`**${similar[0]}`);
}));

test("A bad example says what it is before anything else, and names nobody", onPage("/cases/1003", async (page) => {
  const head = await page.locator(".reading-head").innerText();
  assert.match(head, /反面案例/);
  assert.match(head, /留着是为了不再这样做/);
  assert.equal(await page.locator(".button-copy").count(), 0);
  assert.match(await page.locator(".script").innerText(), /不要照说/);
  assert.doesNotMatch(await page.locator("main").innerText(), /zhou\.lead/);
}));

test("A case past its date says that it may be out of date", onPage("/cases/1004", async (page) => {
  assert.match(await page.locator(".reading-head").innerText(), /已归档[^]*可能过时/);
}));

test("A number like #1001 in anybody's text leads to that case", onPage("/posts/1028", async (page) => {
  const link = page.locator(".prose a", { hasText: "#1001" }).first();
  await link.click();
  await page.waitForURL("**/cases/1001");
  await page.goto(`${world.desk.url}/cases/1002`);
  await page.locator(".prose a", { hasText: "#1001" }).first().click();
  await page.waitForURL("**/cases/1001");
}));

test("A daily shows its question, its notes, its actions and the cases it is about", onPage("/dailies/2026-11-18", async (page) => {
  assert.match(await page.locator(".reading-kind").innerText(), /2026-11-18[^]*zhou\.lead/);
  const text = await page.locator("main").innerText();
  for (const words of ["讨论问题", "客户说「掉线」，我们的第一句问什么", "结论", "行动项", "改手册第 3 页的顺序"]) assert.match(text, new RegExp(words));
  const cases = await page.locator(".reading-aside a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  assert.deepEqual(cases, ["/cases/1001", "/cases/1002", "/cases/1003"]);
  await page.locator(".reading-aside a").first().click();
  await page.waitForURL("**/cases/1001");
}));

test("A post shows its topic, its author, and its headings below the page's own", onPage("/posts/1028", async (page) => {
  assert.match(await page.locator(".reading-head").innerText(), /案例对照[^]*先问灯[^]*agent11/);
  assert.equal(await page.locator("h1").count(), 1);
  assert.ok(await page.locator(".prose strong").count() > 0);
}));

test("Every list leads to every entry it shows, newest first", inSession(world, {}, async (session) => {
  const page = await session.open("/cases");
  for (const path of ["/cases", "/dailies", "/posts"]) {
    const count = await numberShipped(path.slice(1));
    await session.go(page, path);
    assert.match(await page.locator(".list-total").innerText(), new RegExp(`${count}`));
    const dates = await page.locator(".row-date").allInnerTexts();
    assert.deepEqual(dates, [...dates].sort().reverse(), `${path} newest first`);
    const links = await page.locator(".row-title").evaluateAll((rows) => rows.map((row) => row.getAttribute("href")));
    assert.equal(new Set(links).size, Math.min(count, ROWS_ON_PAGE), path);
    const statuses = await Promise.all(links.map(async (link) => (await session.context.request.get(world.desk.url + link)).status()));
    assert.ok(statuses.every((status) => status === 200), `${path}: ${statuses}`);
  }
}));

for (const [language, words] of [
  ["zh-CN", { button: "搜索", found: /共 \d+ 条/, nothing: /没有搜到/, kind: "心得" }],
  ["en", { button: "Search", found: /\d+ found/, nothing: /Nothing found/, kind: "Experience" }],
]) {
  test(`Search finds words of both languages and says honestly when there is nothing (${language})`, onPage("/search", async (page) => {
    const search = async (text) => {
      await page.locator("#search-query").fill(text);
      await page.locator(".search-form").getByRole("button", { name: words.button }).click();
      await page.waitForURL((url) => url.searchParams.get("q") === text);
    };
    await search("光猫");
    assert.match(await page.locator(".search-total").innerText(), words.found);
    assert.ok((await page.locator(".hit mark").allInnerTexts()).includes("光猫"));
    assert.equal(await page.locator("#search-query").inputValue(), "光猫");
    const kinds = page.locator(".kinds a");
    const before = await page.locator(".hit").count();
    await kinds.last().click();
    await page.waitForURL((url) => url.search.includes("kind="));
    assert.ok(await page.locator(".hit").count() < before, "a kind narrows it");
    assert.ok(await page.locator(".hit-title a").evaluateAll((links) => links.every((link) => link.pathname.startsWith("/posts/"))));
    await search("hotel");
    assert.match(await page.locator(".hits").innerText(), /Hotel/);
    await page.locator(".hit-title a").first().click();
    await page.waitForURL("**/cases/1022");
    await page.goBack();
    await search("zxqvkj");
    assert.match(await page.locator("main").innerText(), words.nothing);
    await search("<b onmouseover=alert(1)>&quot;");
    assert.equal(await page.locator("#search-query").inputValue(), "<b onmouseover=alert(1)>&quot;");
    assert.equal(await page.locator("main b").count(), 0);
  }, { language }));
}

test("The status page counts the library and says that the search is well", onPage("/status", async (page) => {
  assert.match(await page.locator("main").innerText(), /检索正常/);
  const counts = await Promise.all(["cases", "dailies", "posts"].map(numberShipped));
  const all = counts.reduce((sum, count) => sum + count);
  assert.deepEqual(await page.locator(".figure dd").allInnerTexts(), [...counts, all].map(String));
}));

test("A page that does not exist says so and leads back", inSession(world, { expected: [/status of 404/] }, async (session) => {
  const page = await session.open("/");
  for (const path of ["/nothing", "/cases/999999", "/cases/abc", "/dailies/2026-13-99", "/posts/0"]) {
    const answer = await session.go(page, path);
    assert.equal(answer.status(), 404, path);
    assert.match(await page.locator("main").innerText(), /没有这个页面/);
  }
  await page.getByRole("link", { name: "回到坐席台" }).click();
  await page.waitForURL(`${world.desk.url}/`);
}));

test("Language and colours are chosen in the masthead, stay chosen, and come back to the same page", inSession(world, { fresh: true, colorScheme: "light" }, async (session) => {
  const path = "/search?q=%E5%85%89%E7%8C%AB&kind=case";
  const page = await session.open(path);
  const choose = async (name) => {
    await page.locator("[data-popover=preferences] summary").click();
    await page.getByRole("link", { name, exact: true }).click();
    await page.waitForFunction(() => !document.querySelector("[data-popover=preferences]").open);
  };
  const colours = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await colours();
  await choose("深色");
  assert.equal(page.url(), world.desk.url + path);
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  assert.notEqual(await colours(), light);
  await choose("English");
  assert.equal(page.url(), world.desk.url + path);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await session.go(page, "/cases/1001");
  assert.deepEqual(await page.locator("html").evaluate((html) => [html.lang, html.dataset.theme]), ["en", "dark"]);
  const served = await (await session.context.request.get(`${world.desk.url}/cases/1001`)).text();
  assert.match(served, /<html lang="en" data-theme="dark">/, "already in the bytes of the page, so that nothing flashes");
  await choose("As the system");
  assert.equal(await colours(), light);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.notEqual(await colours(), light, "and then it follows the system");
}));

const neverLeadsAway = (...ways) => inSession(world, {}, async (session) => {
  for (const back of ways) {
    const answer = await session.context.request.get(`${world.desk.url}/preferences?theme=light&back=${encodeURIComponent(back)}`, { maxRedirects: 0 });
    const target = new URL(answer.headers().location, world.desk.url);
    assert.equal(target.origin, world.desk.url, JSON.stringify(back));
  }
});

test("The way back after a choice never leads to another site",
  neverLeadsAway("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "\t//evil.example", "/\r\n/evil.example"));

test("The way back after a choice never leads to another site, not even with a tab in it",
  neverLeadsAway("/\t/evil.example", "/\t\\evil.example"));

test("Without a choice the browser's own language decides", inSession(world, {}, async (session) => {
  for (const [accepted, expected] of [["en-GB,en;q=0.9", "en"], ["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"], ["fr", "zh-CN"]]) {
    const answer = await world.desk.fetch("/", { headers: { "accept-language": accepted } });
    assert.match(await answer.text(), new RegExp(`<html lang="${expected}"`), accepted);
  }
}));

test("A case prints as its words: black on white, without anything to press", onPage("/cases/1001", async (page) => {
  const pdf = await page.pdf({ format: "A4" });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  assert.ok(pdf.length > 10_000, `${pdf.length} bytes`);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".case-answer").isVisible());
  assert.ok(await page.locator(".case-internal").isVisible());
  for (const pressed of [".masthead", ".button-copy", ".skip-link"]) assert.ok(await page.locator(pressed).first().isHidden(), pressed);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".case-answer")).color), "rgb(0, 0, 0)");
}, { fresh: true, theme: "dark" }));

test("The keyboard reaches the content of a page in one step", onPage("/cases", async (page) => {
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.innerText), /跳到正文/);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
}));
