/*
 * Every page, in both languages, light and dark: accessible, well-formed, inside a phone's screen, fully translated.
 * Each page is opened once in each language, everything about it is noted there, and every test then reads its own notes.
 */
import assert from "node:assert/strict";
import { test } from "node:test";

import { DESKTOP, PHONE, inSession } from "./support/browser.mjs";
import { placeholdersOfLibrary } from "./support/library.mjs";
import { axeViolations, htmlFindings, leftovers, overflowing, wordsOf } from "./support/pages.mjs";
import { BEYOND_SEARCH, BROADBAND, DeskPage, SUGGESTIONS, WITHOUT_PRECEDENT } from "./support/suggestions.mjs";
import { makeWorld } from "./support/world.mjs";

const PAGES = [
  "/search", "/search?q=%E5%85%89%E7%8C%AB", "/search?q=zxqvkj", "/search?q=-%E5%AE%BD%E5%B8%A6%20%22%E5%85%89&kind=case",
  "/search?q=%E6%8E%89%E7%BA%BF%20-%E7%9F%AD%E4%BF%A1%20stat:x&tag=%E5%85%89%E7%8C%AB&sort=newest", "/cases", "/cases/1001", "/cases/1003", "/cases/1004", "/cases/1021",
  "/dailies", "/dailies/2026-11-18", "/posts", "/posts/1028", "/status", "/no-such-page",
  "/cases/1001?saved=1", "/new/case", "/new/daily", "/new/post", "/edit/1001", "/edit/1025", "/edit/1028",
  "/history/1001", "/history/1001/1", "/cases/1001/found", "/dailies/2026-11-18?present",
  "/account", "/first-start/0", "/changes", "/cases?stale", "/cases/1001?judged=withdrawn&told=3", "/panel",
  "/complaints", "/complaints?view=all", "/complaints?view=numbers", "/complaints/1", "/complaints/2", "/complaints/999", "/card/0",
];
const DESK_TEXTS = ["", BROADBAND, BEYOND_SEARCH, WITHOUT_PRECEDENT];
/** A preview, errors at their fields, and a text that somebody else changed. */
const FORMS = [
  ["/new/case", { action: "preview", title: "x", complaint: "x", script: "x", fits: "x", review: "x" }],
  ["/new/daily", { action: "preview", title: "x", date: "2026-01-01", cases: "1001", notes: "x" }],
  ["/new/post", { action: "preview", title: "x", body: "## x" }],
  ["/new/case", { confirmed: "x", minutes: "x", category: "/", lang: "x" }],
  ["/edit/1001", { version: "x", title: "x", complaint: "x" }],
];
const LANGUAGES = ["zh-CN", "en"];
const WIDTHS = [PHONE.width, 320, 768];

const placeholders = await placeholdersOfLibrary();
const world = makeWorld({}, surveyAll);

/** What is wrong, one line each, by kind and language. */
const notes = new Map();
const notesOf = (kind, language) => notes.get(`${kind} ${language}`) ?? [];
const note = (kind, language, place, problems) =>
  notes.set(`${kind} ${language}`, [...notesOf(kind, language), ...problems.map((problem) => `${place}: ${problem}`)]);

/** One event of each kind on the page "why it is found", before and after a reset. */
async function sayOnceEach(desk) {
  const say = (verdict) => desk.fetch("/api/v1/reuse", { method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: "x", case_id: 1001, verdict, outcome: { satisfaction: 4, minutes: 7, solved: true } }) });
  await say("used");
  await desk.fetch("/cases/1001/found/reset", { method: "POST" });
  for (const verdict of ["used", "not_this", "copied"]) await say(verdict);
  await desk.fetch("/api/v1/reuse/3", { method: "DELETE" });
}

/** One complaint that waits, and one that is closed. */
async function takeComplaints(desk) {
  const headers = { "content-type": "application/json" };
  const take = (body) => desk.fetch("/api/v1/complaints", { method: "POST", headers, body: JSON.stringify(body) });
  const change = (id, version, body) => desk.fetch(`/api/v1/complaints/${id}`,
    { method: "PUT", headers: { ...headers, "if-match": `"${version}"` }, body: JSON.stringify(body) });
  await take({ text: "x", category: "网络/宽带/掉线", contact: "x" });
  await change(1, 1, { state: "waiting_for_department", department: "x", note: "x", minutes: 3 });
  await change(1, 2, { missing_fact: "x" });
  await take({ text: "x" });
  await change(2, 1, { state: "closed", solved: true, case_id: 1001, total_minutes: 5, note: "x" });
}

async function surveyAll(ready) {
  await sayOnceEach(ready.desk);
  await takeComplaints(ready.desk);
  return Promise.all(LANGUAGES.map((language) =>
    inSession(ready, { language, theme: "light", expected: [/status of (404|503)/] }, (session) => survey(session, language))()));
}

async function survey(session, language) {
  const page = await session.open("/");
  const desk = new DeskPage(page);
  for (const text of DESK_TEXTS) {
    if (text) await desk.fill(text);
    await notePage(page, language, `desk with “${text}”`);
  }
  for (const path of PAGES) {
    await session.go(page, path);
    await notePage(page, language, path);
  }
  await session.go(page, "/");
  for (const panel of ["keys", "preferences"]) {
    await page.locator(`[data-popover=${panel}] summary`).click();
    await notePage(page, language, `desk with the panel ${panel}`);
  }
  await page.route(SUGGESTIONS, (route) => route.fulfill({ status: 503, body: "" }));
  await desk.box.fill("x");
  await desk.problem.waitFor({ state: "visible" });
  await notePage(page, language, "desk in trouble");
}

async function notePage(page, language, place) {
  const shown = await page.evaluate(() => document.documentElement.lang);
  note("words", language, place, shown === language ? [] : [`its language is ${shown}`]);
  note("words", language, place, leftovers(await wordsOf(page), placeholders));
  note("axe", language, place, await axeViolations(page));
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: PHONE.height });
    note("overflow", language, `${place} at ${width} px`, await overflowing(page));
  }
  await page.setViewportSize(DESKTOP);
}

for (const language of LANGUAGES) {
  test(`Every page is accessible, light and dark (${language})`, () => {
    assert.deepEqual(notesOf("axe", language), []);
  });

  test(`Every page is in one language, with no message key and no brace left over (${language})`, () => {
    assert.deepEqual(notesOf("words", language), []);
  });

  test(`Nothing sticks out sideways on a phone, a small phone or a tablet (${language})`, () => {
    assert.deepEqual(notesOf("overflow", language), []);
  });

  test(`Every page is served as valid HTML, with its language and colours in the first line (${language})`, async () => {
    const findings = [];
    const check = async (place, theme, options) => {
      const answer = await world.desk.fetch(place, { ...options, headers: { cookie: `lang=${language}; theme=${theme}` } });
      const html = await answer.text();
      assert.match(html, new RegExp(`^<!DOCTYPE html>\\s*<html lang="${language}" data-theme="${theme}">`), place);
      findings.push(...await htmlFindings(html, place));
    };
    for (const path of ["/", ...PAGES]) await check(path, "dark");
    for (const text of DESK_TEXTS) await check("/", "light", { method: "POST", body: new URLSearchParams({ text }) });
    for (const [path, fields] of FORMS) await check(path, "light", { method: "POST", body: new URLSearchParams(fields) });
    assert.deepEqual(findings, []);
  });
}

test("The checks of these pages find what they are there for", inSession(world, {}, async (session) => {
  const page = await session.context.newPage();
  await page.setContent("<html><body><h1 style='color:#eee;background:#fff'>desk.label</h1><img src='data:,'><p>{{count}}</p><p style='width:5000px'>x</p>");
  const violations = (await axeViolations(page)).join();
  assert.match(violations, /color-contrast/);
  assert.match(violations, /image-alt/);
  assert.deepEqual(leftovers(await wordsOf(page), placeholders), ["desk.label", "{{count}}"]);
  assert.ok((await overflowing(page)).length >= 2);
  assert.ok((await htmlFindings("<!DOCTYPE html><html><body><p><div></p></body></html>", "x")).length > 0);
}));
