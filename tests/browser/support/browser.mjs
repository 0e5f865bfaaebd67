/*
 * One browser for a test file, and pages in it that note everything a healthy page never does:
 * errors, scripts of others, dialogs, requests to anywhere but the desk. close() asserts that there was none of it.
 */
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

const ARGUMENTS = [
  "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-dev-shm-usage",
  "--disable-component-update", "--disable-sync", "--no-first-run",
];

export function launchBrowser(more = []) {
  return chromium.launch({ executablePath: process.env.CASEBOOK_BROWSER ?? "/usr/bin/chromium", args: [...ARGUMENTS, ...more] });
}

/** What a page wrote down while it was open. `window.__fired` is set by any alert, confirm or prompt. */
const WATCH_INSIDE = () => {
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => { window.__fired = name; };
  document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`CSP: ${event.violatedDirective} refused ${event.blockedURI}`));
};

/**
 * `language` and `theme` go in as the cookies that the preferences set. `expected`: patterns of complaints that the test
 * causes on purpose, such as a server that is gone. Everything else is Playwright's.
 */
export async function openSession(browser, desk, { language = "zh-CN", theme, expected = [], person, ...contextOptions } = {}) {
  const context = await browser.newContext({ viewport: DESKTOP, locale: language, reducedMotion: "reduce", ...contextOptions });
  await context.addInitScript(WATCH_INSIDE);
  const session = new Session(context, desk, contextOptions.viewport ?? DESKTOP);
  await session.begin({ language, theme, expected, person });
  return session;
}

class Session {
  #viewport;
  #expected = [];
  #idlePage = null;
  complaints = [];
  requests = [];
  foreign = [];
  /** Those that the policy of the page stopped: the browser made no connection. */
  refused = [];

  constructor(context, desk, viewport) {
    this.context = context;
    this.desk = desk;
    this.#viewport = viewport;
    context.on("request", (request) => this.#noteRequest(request));
    context.on("requestfailed", (request) => { if (request.failure()?.errorText === "csp") this.refused.push(request); });
    context.on("console", (message) => { if (message.type() === "error") this.#complain(`console: ${message.text()}`); });
    context.on("weberror", (problem) => this.#complain(`page: ${problem.error()}`));
    context.on("dialog", (dialog) => { this.#complain(`dialog: ${dialog.message()}`); dialog.dismiss().catch(() => {}); });
  }

  /** `person`: who is signed in; the leader, unless said otherwise; null for nobody. */
  async begin({ language, theme, expected, person }) {
    this.#expected = expected;
    [this.complaints, this.requests, this.foreign, this.refused] = [[], [], [], []];
    const cookies = [{ name: "lang", value: language, url: this.desk.url }];
    if (theme) cookies.push({ name: "theme", value: theme, url: this.desk.url });
    if (person) cookies.push(...await this.desk.signIn(person));
    if (person === undefined) cookies.push(...this.desk.cookies);
    await this.context.clearCookies();
    await this.context.addCookies(cookies);
  }

  async open(path = "/") {
    const page = this.#idlePage ?? await this.context.newPage();
    this.#idlePage = null;
    page.setDefaultTimeout(15_000);
    await this.go(page, path);
    return page;
  }

  go(page, path) {
    return page.goto(this.desk.url + path, { waitUntil: "load" });
  }

  /** Asserts that all was well, and leaves one blank page for the next test: it starts far faster than a new one. */
  async finish() {
    const [first, ...others] = this.context.pages();
    for (const page of this.context.pages()) {
      const fired = await page.evaluate(() => window.__fired).catch(() => undefined);
      if (fired) this.#complain(`a script of the content ran: ${fired}`);
    }
    for (const page of others) await page.close();
    if (first) await this.#wipe(first);
    for (const request of this.foreign)
      if (!this.refused.includes(request)) this.#complain(`request to elsewhere: ${request.url()}`);
    assert.deepEqual(this.complaints, [], "what a healthy page never does");
  }

  async #wipe(page) {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.evaluate(() => sessionStorage.clear()).catch(() => {});
    await page.goto("about:blank");
    await page.setViewportSize(this.#viewport);
    this.#idlePage = page;
  }

  close() {
    return this.context.close();
  }

  #complain(text) {
    if (!this.#expected.some((pattern) => pattern.test(text))) this.complaints.push(text);
  }

  #noteRequest(request) {
    this.requests.push(request);
    const { protocol, origin } = new URL(request.url());
    const local = origin === this.desk.url || protocol === "data:" || protocol === "blob:" || protocol === "about:";
    if (!local) this.foreign.push(request);
  }
}

/**
 * A test in a session: that of an earlier test with the same options, wiped clean, or a new one. `fresh: true` for a test
 * that leaves traces in the browser itself. The closing assertion is made whichever way the test went.
 */
export function inSession(world, { fresh = false, ...options }, test) {
  return async () => {
    const { language = "zh-CN", theme, expected = [], person, ...contextOptions } = options;
    const kind = JSON.stringify([language, contextOptions]);
    const idle = fresh ? undefined : world.idleSessions.get(kind);
    world.idleSessions.delete(kind);
    const session = idle ?? await openSession(world.browser, world.desk, options);
    if (idle) await idle.begin({ language, theme, expected, person });
    let failure;
    try {
      await test(session);
    } catch (thrown) {
      failure = thrown;
    }
    try {
      await session.finish();
    } catch (unwell) {
      if (failure) failure.message += `\nThe page also said:\n${session.complaints.join("\n")}`;
      failure ??= unwell;
    }
    if (fresh || failure) await session.close();
    else world.idleSessions.set(kind, session);
    if (failure) throw failure;
  };
}
