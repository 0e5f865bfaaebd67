/* A library in which somebody wrote attacks: they are shown as text, everywhere, and nothing in them ever runs. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { PHONE, inSession, openSession } from "./support/browser.mjs";
import { sections, writeEntry } from "./support/library.mjs";
import { axeViolations, htmlFindings, overflowing } from "./support/pages.mjs";
import { DeskPage } from "./support/suggestions.mjs";
import { makeWorld } from "./support/world.mjs";

const KIT = new URL("../../../shared/kits/xss.json", import.meta.url);
const FROM_KIT = 200;
const TITLES = 16;
const FIRST_ID = 5000;
const WORD = "宽带掉线";

const OWN = [
  "<script>alert(1)</script>",
  "</script><script>alert(1)</script>",
  "</textarea><img src=x onerror=alert(1)>",
  "\"><svg onload=alert(1)>",
  "'><iframe srcdoc=\"<script>parent.alert(1)</script>\"></iframe>",
  "</title><script>alert(1)</script>",
  "</template><img src=x onerror=alert(1)>",
  "<img src=//evil.example/beacon.png>",
  "<link rel=stylesheet href=//evil.example/a.css>",
  "<base href=//evil.example/>",
  "<meta http-equiv=refresh content=0;url=//evil.example/>",
  "<form action=//evil.example/><button autofocus onfocus=alert(1)>x</button></form>",
  "<details open ontoggle=alert(1)>",
  "<style>*{background:url(//evil.example/css)}</style>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt&#58;alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "<https://evil.example/auto>",
  "[ref]: javascript:alert(1)\n\n[ref]",
  "{{{html:page}}} {{> _keys}} {{t.desk.label}} {{#cards}}",
  "<mark onmouseover=alert(1)>" + WORD + "</mark>",
  "\u202Eevil\u202C <b>" + WORD + "</b>",
];

/** Blocked by the page's policy, but shown as a broken picture. */
const FOREIGN_PICTURES = "![一张图](https://evil.example/pixel.png) ![x](//evil.example/pixel.png)";
const PICTURE_POST = FIRST_ID + TITLES + 2;

const kit = existsSync(KIT) ? JSON.parse(readFileSync(KIT, "utf8")) : [];
const step = Math.max(1, Math.floor(kit.length / FROM_KIT));
const VECTORS = [...OWN, ...kit.filter((_, place) => place % step === 0)].filter((vector) => !vector.includes("\0"));

/** A short line, since front matter holds short lines. */
const oneLine = (vector) => vector.replace(/\s+/g, " ").slice(0, 200);
const asHeading = (vector) => oneLine(vector).replace(/[#\n]/g, "");

async function writeHostileLibrary(content) {
  for (const folder of ["cases", "dailies", "posts"]) await rm(join(content, folder), { recursive: true, force: true });
  const share = Math.ceil(VECTORS.length / TITLES);
  for (let place = 0; place < TITLES; ++place) {
    const vectors = VECTORS.slice(place * share, (place + 1) * share);
    const all = vectors.join("\n\n").replace(/^(---|##? )/gm, "\\$1");
    const vector = oneLine(VECTORS[place]);
    await writeEntry(content, `cases/2026-11/${FIRST_ID + place}-x.md`, {
      id: FIRST_ID + place, title: `${WORD} ${vector}`, state: "verified", created: "2026-11-20T10:00:00+08:00", author: vector,
      category: vector, product: vector, tags: [vector, "\"onmouseover=alert(1) x=\""], channel: vector, external_id: vector,
      "x-own": vector,
    }, sections({
      "客户原话": `${WORD} ${all}`, "一句话答复": `${WORD} ${vectors[0]}`, "话术": all, "适用": `- ${vector}\n- ${WORD}`, "不适用": all,
      "处理过程": all, "原因": all, "点评": all, [`自定 ${asHeading(vector)}`]: all,
    }));
  }
  const some = OWN.join("\n\n");
  await writeEntry(content, "dailies/2026-11/2026-11-20.md",
    { id: FIRST_ID + TITLES, title: OWN[0], date: "2026-11-20", cases: [FIRST_ID], host: OWN[2], created: "2026-11-20T08:00:00+08:00" },
    sections({ "讨论问题": some, "讨论记录": some, "结论": some, "行动项": `- [ ] ${OWN[2]} @<b>x 2026-12-01` }));
  await writeEntry(content, "posts/2026-11/5101-x.md",
    { id: FIRST_ID + TITLES + 1, title: `${WORD} ${OWN[1]}`, topic: OWN[2], author: OWN[3], tags: OWN.slice(0, 3).map(oneLine), created: "2026-11-20T08:00:00+08:00" }, some);
  await writeEntry(content, "posts/2026-11/5102-x.md", { id: PICTURE_POST, title: "图", created: "2026-11-20T08:00:00+08:00" }, FOREIGN_PICTURES);
  await writeFile(join(content, "cases/2026-11/<img src=x onerror=alert(1)>.md"), "---\nid: [<script>alert(1)</script>\n---\n");
}

const world = makeWorld({ prepare: writeHostileLibrary });

/** What only a content that got through as markup can leave in the page. */
function foothold(page) {
  return page.evaluate(() => {
    const out = [];
    const say = (element, why) => out.push(`${why}: ${element.outerHTML.slice(0, 160)}`);
    for (const element of document.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith("on") || name === "style" || name === "srcdoc") say(element, name);
        if (/^(href|src|action|formaction|xlink:href|data|poster)$/.test(name) && /^\W*(javascript|data|vbscript):/i.test(value)) say(element, name);
      }
    }
    const own = "html, head, meta[charset], meta[name], title, link[rel=icon], link[rel=stylesheet][href^='/static/'], script[src^='/static/']";
    for (const element of document.querySelectorAll("script, style, link, meta, base, iframe, object, embed, frame, video, audio, math, dialog, form, input, img"))
      if (!element.matches(`${own}, form[action='/'], form[action='/search'], form[action='/sign-out'], input[type=hidden][name=csrf_token], input[type=hidden][name=guessed_category], form[action='/reuse'], form[action='/reuse'] > input[type=hidden], form.judge-form[action^='/cases/'], form.judge-form > input[name=reason], form.judge-form label > input[name=reason], form.judge-confirm[action^='/cases/'], form[action='/bursts/mute'], form[action='/notices/seen'], form[action^='/cases/'][action$='/links'], form[action$='/links'] > input[type=hidden][name=other], input[type=search], img[src^='/static/']`)) say(element, "element");
    return out;
  });
}

test("No page shows an attack as anything but text", inSession(world, { expected: [] }, async (session) => {
  const page = await session.open("/status");
  assert.equal(await page.locator(".problem").count(), 1, await page.locator(".problems").innerText());
  assert.match(await page.locator(".problems").innerText(), /<img src=x onerror=alert\(1\)>\.md/, "the broken file is named as it is");
  const everyCase = Array.from({ length: TITLES }, (_, place) => `/cases/${FIRST_ID + place}`);
  const search = encodeURIComponent(WORD);
  const hostileQueries = OWN.slice(0, 6).map((vector) => `/search?q=${encodeURIComponent(vector)}&kind=${encodeURIComponent(vector)}`);
  const paths = ["/status", "/cases", "/dailies", "/dailies/2026-11-20", "/posts", `/posts/${FIRST_ID + TITLES + 1}`,
    `/search?q=${search}`, "/search?q=alert", "/search?q=script", ...hostileQueries, ...everyCase];
  for (const path of paths) {
    const answer = await session.go(page, path);
    assert.equal(answer.status(), 200, path);
    assert.deepEqual(await foothold(page), [], path);
  }
  await session.go(page, `/cases/${FIRST_ID}`);
  assert.equal(await page.locator("h1").innerText(), `${WORD} ${OWN[0]}`, "the words themselves are all there");
  assert.match(await page.title(), /<script>alert\(1\)<\/script>/);
}));

test("The desk shows attacks in precedents, and in what is typed, as text", inSession(world, {}, async (session) => {
  const desk = new DeskPage(await session.open("/"));
  for (const text of [WORD, "alert script onerror", "svg onload", ...OWN.slice(0, 8)]) {
    await desk.fill(text);
    assert.deepEqual(await foothold(desk.page), [], text);
    assert.equal(await desk.box.inputValue(), text);
  }
  await desk.fill(WORD);
  assert.equal(await desk.cards.count(), 5);
  for (const card of await desk.cards.all()) {
    await card.locator(".card-toggle").click();
    await card.hover();
  }
  await desk.page.evaluate(() => document.querySelector("form[data-complaint]").submit());
  await desk.cards.first().waitFor();
  assert.deepEqual(await foothold(desk.page), [], "the same after a plain submit");
}));

test("Even a hostile library is valid HTML, accessible, and inside a phone's screen", inSession(world, { viewport: PHONE }, async (session) => {
  const page = await session.open("/cases");
  const problems = [];
  for (const path of ["/cases", `/cases/${FIRST_ID + 2}`, `/search?q=${encodeURIComponent(WORD)}`]) {
    const answer = await session.go(page, path);
    problems.push(...await htmlFindings(await answer.text(), path), ...await overflowing(page), ...await axeViolations(page));
  }
  assert.deepEqual(problems, []);
}));

test("A picture from elsewhere in somebody's text is never fetched", inSession(world, { expected: [/Content Security Policy|CSP: img-src refused/] }, async (session) => {
  const page = await session.open(`/posts/${PICTURE_POST}`);
  assert.match(await page.locator("h1").innerText(), /图/);
  await page.waitForTimeout(200);
  assert.ok(session.foreign.every((request) => session.refused.includes(request)));
}));

test("The page's own policy stops a script that would get through all the same", inSession(world, { expected: [/Content Security Policy|^console: CSP: |violates the following/] }, async (session) => {
  const page = await session.open("/cases");
  const refused = await page.evaluate(() => new Promise((done) => {
    const seen = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => { seen.push(effectiveDirective); if (seen.length === 3) done(seen.sort().join()); });
    document.body.insertAdjacentHTML("beforeend", "<b onclick=alert(1)></b><img src='https://evil.example/x.png'>");
    document.body.append(Object.assign(document.createElement("script"), { textContent: "alert(1)" }));
  }));
  assert.equal(refused, "img-src,script-src-attr,script-src-elem");
  assert.equal(await page.evaluate(() => window.__fired), undefined);
}));

test("Without any protection the same attacks do fire, and these tests do see them", async () => {
  const session = await openSession(world.browser, world.desk);
  const page = await session.context.newPage();
  await page.setContent(`<img src="data:," onerror=alert(1)><img src="https://evil.example/pixel.png"><a href="javascript:alert(1)">x</a>`);
  await page.waitForFunction(() => window.__fired);
  assert.equal((await foothold(page)).length, 5);
  await assert.rejects(session.finish(), (failure) => {
    assert.match(failure.message, /what a healthy page never does|script of the content ran/);
    return true;
  });
  await session.close();
  assert.ok(session.complaints.some((line) => line.startsWith("request to elsewhere: https://evil.example/")));
  assert.ok(session.complaints.some((line) => line.startsWith("a script of the content ran")));
});
