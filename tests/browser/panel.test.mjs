/*
 * The side panel in another program's page: two host names over TLS, no cookies in the frame; and what a page that is not allowed gets.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import https from "node:https";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { launchBrowser } from "./support/browser.mjs";
import { projectFolder, startDesk } from "./support/desk.mjs";
import { axeViolations, overflowing } from "./support/pages.mjs";
import { BROADBAND, BROADBAND_CASE } from "./support/suggestions.mjs";

// The certificate is made here and known to nobody: for this process alone.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";

const AGENT = { name: "xiaolin", password: "answers since this spring", role: "agent" };
const CALLER = "王女士";

let folder, desk, crm, browser, casebookOrigin, crmOrigin, evilOrigin, token;

async function makeCertificate() {
  const names = "subjectAltName=DNS:casebook.test,DNS:crm.test,DNS:evil.test,IP:127.0.0.1";
  await promisify(execFile)("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=casebook.test",
    "-addext", names, "-keyout", join(folder, "key.pem"), "-out", join(folder, "certificate.pem")]);
}

const listening = (server) => new Promise((done) => server.listen(0, "127.0.0.1", () => done(server.address().port)));

async function freePort() {
  const server = net.createServer();
  const port = await listening(server);
  await new Promise((done) => server.close(done));
  return port;
}

/** The example page under any name; /inner is a page inside the CRM that is not the CRM's. */
async function startCrm() {
  const page = await readFile(join(projectFolder, "examples/crm.html"));
  const inner = "<!DOCTYPE html><title>inner</title><script>addEventListener('message', ({ data }) => parent.frames[0].postMessage(data, '*'))</script>";
  const files = { key: await readFile(join(folder, "key.pem")), cert: await readFile(join(folder, "certificate.pem")) };
  const server = https.createServer(files, (request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(request.url === "/inner" ? inner : page);
  });
  const port = await listening(server);
  return { server, port };
}

async function makeToken() {
  const context = await browser.newContext({ locale: "zh-CN" });
  await context.addCookies(await desk.signIn(AGENT));
  const page = await context.newPage();
  await page.goto(`${desk.url}/account`);
  await page.locator("form[action='/account/panel-tokens'] button").click();
  const made = await page.locator("code.secret").innerText();
  await context.close();
  return made;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "casebook-panel-"));
  await makeCertificate();
  crm = await startCrm();
  const port = await freePort();
  [casebookOrigin, crmOrigin, evilOrigin] = [`https://casebook.test:${port}`, `https://crm.test:${crm.port}`, `https://evil.test:${crm.port}`];
  browser = await launchBrowser(["--host-resolver-rules=MAP *.test 127.0.0.1", "--ignore-certificate-errors", "--test-third-party-cookie-phaseout"]);
  desk = await startDesk({
    port,
    serve: ["--tls-certificate", join(folder, "certificate.pem"), "--tls-key", join(folder, "key.pem"),
      "--public-host", `casebook.test:${port}`, "--panel-origin", crmOrigin],
  });
  await desk.addPerson(AGENT);
  token = await makeToken();
});

after(async () => {
  await browser?.close();
  await desk?.close();
  crm?.server.close();
  crm?.server.closeAllConnections();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A page of `origin` with the panel in it, and what went on. */
async function openCrm(origin) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: "zh-CN", reducedMotion: "reduce", viewport: { width: 1000, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const seen = { requests: [], errors: [] };
  context.on("request", (request) => { if (request.url().startsWith(casebookOrigin)) seen.requests.push(request); });
  context.on("console", (message) => { if (message.type() === "error") seen.errors.push(message.text()); });
  await page.goto(`${origin}/`);
  await page.evaluate(() => {
    window.heard = [];
    addEventListener("message", ({ origin: from, data }) => window.heard.push({ from, ...data }));
  });
  await page.getByLabel("Casebook 地址").fill(casebookOrigin);
  await page.getByLabel("面板令牌").fill(token);
  await page.locator("#setup button").click();
  return { context, page, seen, panel: page.frameLocator("iframe[title=Casebook]") };
}

async function send(page, text) {
  await page.getByLabel("客户怎么说").fill(text);
  await page.getByLabel("客户 ·").fill(CALLER);
  await page.locator("#call button").click();
}

test("The CRM fills the panel and hears what was used and copied, without a cookie in the frame", async () => {
  const { context, page, seen, panel } = await openCrm(crmOrigin);
  await page.waitForFunction(() => window.heard.some(({ type }) => type === "casebook:ready"));
  await send(page, BROADBAND);
  const card = panel.locator(`[data-card="${BROADBAND_CASE}"]`);
  await card.waitFor();
  assert.ok(await panel.locator(".contract-next").isVisible());

  await card.locator("button[value=used]").click();
  await page.locator("#used [data-verdict=used]").waitFor();
  await card.locator("[data-copy]").click();
  await page.locator("#used [data-verdict=copied]").waitFor();
  const heard = await page.evaluate(() => window.heard);
  assert.ok(heard.every(({ from }) => from === casebookOrigin));
  const copied = heard.find(({ verdict }) => verdict === "copied");
  assert.equal(copied.case.id, Number(BROADBAND_CASE));
  assert.match(copied.case.url, new RegExp(`^${casebookOrigin}/cases/`));
  assert.match(copied.script, new RegExp(CALLER), "the placeholder is the caller's name");

  const asked = seen.requests.filter((request) => request.method() === "POST");
  assert.ok(asked.length > 0);
  for (const request of asked) {
    const headers = await request.allHeaders();
    assert.equal(headers.cookie, undefined, `a cookie went to ${request.url()}`);
    assert.equal(headers.authorization, `Bearer ${token}`);
  }
  for (const request of seen.requests) {
    assert.ok(!request.url().includes(token) && !decodeURIComponent(request.url()).includes("宽带"), request.url());
  }
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test("The panel fits 320 pixels and is readable by everybody", async () => {
  const { context, page, panel } = await openCrm(crmOrigin);
  await send(page, BROADBAND);
  await panel.locator("[data-card]").first().waitFor();
  const frame = page.frames().find((one) => one.url().startsWith(casebookOrigin));
  assert.equal(await frame.evaluate(() => innerWidth), 320);
  assert.deepEqual(await overflowing(frame), []);
  assert.deepEqual(await axeViolations(frame), []);
  await context.close();
});

test("What stands in the fragment fills the panel and is out of its address before anything is asked", async () => {
  const { context, page, panel } = await openCrm(crmOrigin);
  const fragment = new URLSearchParams({ q: BROADBAND, caller: CALLER, token });
  await page.evaluate((address) => { document.querySelector("iframe").src = address; }, `${casebookOrigin}/panel?2#${fragment}`);
  await panel.locator(`[data-card="${BROADBAND_CASE}"]`).waitFor();
  const frame = page.frames().find((one) => one.url().startsWith(casebookOrigin));
  assert.equal(await frame.evaluate(() => location.hash), "");
  await context.close();
});

test("A page that is not allowed cannot show the panel, and nothing is asked in its name", async () => {
  const { context, page, seen } = await openCrm(evilOrigin);
  await page.waitForFunction(() => document.querySelector("iframe"));
  await assert.doesNotReject(async () => {
    for (let looks = 0; looks < 50 && seen.errors.length === 0; ++looks) await page.waitForTimeout(100);
  });
  assert.match(seen.errors.join("\n"), /frame-ancestors/);
  await send(page, BROADBAND);
  await page.waitForTimeout(500);
  assert.ok(seen.requests.every((request) => request.method() === "GET"), "no question was asked");
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  await context.close();
});

test("A message that is not from the page around the panel is passed over", async () => {
  const { context, page, panel } = await openCrm(crmOrigin);
  await send(page, BROADBAND);
  await panel.locator(`[data-card="${BROADBAND_CASE}"]`).waitFor();
  await page.evaluate((address) => {
    const inner = document.createElement("iframe");
    inner.src = address;
    document.body.append(inner);
    return new Promise((done) => inner.addEventListener("load", done));
  }, `${evilOrigin}/inner`);
  await page.evaluate((data) => frames[1].postMessage(data, "*"), { type: "casebook:call", text: "取款机没吐钱" });
  await page.waitForTimeout(500);
  assert.equal(await panel.locator("#complaint-text").inputValue(), BROADBAND);
  // The same message from the page itself is heard: the test would notice a panel that hears nothing.
  await send(page, "取款机没吐钱");
  await page.waitForFunction(() => true);
  await panel.locator("#complaint-text").evaluate((box) => new Promise((done) => {
    const look = () => (box.value === "取款机没吐钱" ? done() : setTimeout(look, 20));
    look();
  }));
  await context.close();
});
