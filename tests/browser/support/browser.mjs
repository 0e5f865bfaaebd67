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

export function launchBrowser() {
  return chromium.launch({ executablePath: process.env.CASEBOOK_BROWSER ?? "/usr/bin/chromium", args: ARGUMENTS });
}

/** What a page wrote down while it was open. `window.__fired` is set by any alert, confirm or prompt. */
const WATCH_INSIDE = () => {
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => { window.__fired = name; };
  document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`CSP: ${event.violatedDirective} refused ${event.blockedURI}`));
};

/**
 * `language` and `theme` go in as the cookies that the preferences set. `expected`: patterns of complaints that the test
 * causes on purpose, such as a server that is gone.
 */
export async function openSession(browser, desk, options = {}) {
  const { language = "zh-CN", theme, viewport = DESKTOP, expected = [], ...more } = options;
  const context = await browser.newContext({ viewport, locale: language, reducedMotion: "reduce", ...more });
  const cookies = [{ name: "lang", value: language, url: desk.url }];
  if (theme) cookies.push({ name: "theme", value: theme, url: desk.url });
  await context.addCookies(cookies);
  await context.addInitScript(WATCH_INSIDE);
  return new Session(context, desk, expected);
}

class Session {
  #expected;
  complaints = [];
  requests = [];

  constructor(context, desk, expected) {
    this.context = context;
    this.desk = desk;
    this.#expected = expected;
    context.on("request", (request) => this.#noteRequest(request));
    context.on("console", (message) => { if (message.type() === "error") this.#complain(`console: ${message.text()}`); });
    context.on("weberror", (problem) => this.#complain(`page: ${problem.error()}`));
    context.on("dialog", (dialog) => { this.#complain(`dialog: ${dialog.message()}`); dialog.dismiss().catch(() => {}); });
  }

  async open(path = "/") {
    const page = await this.context.newPage();
    page.setDefaultTimeout(10_000);
    await this.go(page, path);
    return page;
  }

  go(page, path) {
    return page.goto(this.desk.url + path, { waitUntil: "load" });
  }

  async close() {
    for (const page of this.context.pages()) {
      const fired = await page.evaluate(() => window.__fired).catch(() => undefined);
      if (fired) this.#complain(`a script of the content ran: ${fired}`);
    }
    await this.context.close();
    assert.deepEqual(this.complaints, [], "what a healthy page never does");
  }

  #complain(text) {
    if (!this.#expected.some((pattern) => pattern.test(text))) this.complaints.push(text);
  }

  #noteRequest(request) {
    this.requests.push(request);
    const { protocol, origin } = new URL(request.url());
    const local = origin === this.desk.url || protocol === "data:" || protocol === "blob:" || protocol === "about:";
    if (!local) this.#complain(`request to elsewhere: ${request.url()}`);
  }
}

/** Opens a session, runs the test in it, and makes the closing assertion whichever way the test went. */
export function inSession(world, options, test) {
  return async () => {
    const session = await openSession(world.browser, world.desk, options);
    let failure;
    try {
      await test(session);
    } catch (thrown) {
      failure = thrown;
    }
    try {
      await session.close();
    } catch (unwell) {
      if (failure) failure.message += `\nThe page also said:\n${session.complaints.join("\n")}`;
      failure ??= unwell;
    }
    if (failure) throw failure;
  };
}
