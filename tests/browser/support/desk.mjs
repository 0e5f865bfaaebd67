/*
 * Starts the program under test on a copy of a library, on a port of its own, and stops that one process again.
 */
import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const projectFolder = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

const PROGRAM = process.env.CASEBOOK_PROGRAM ?? join(projectFolder, "build/release/src/casebook");
/** Who the tests are, unless one says otherwise: a lead, who may do all but administer. */
export const LEADER = { name: "leader", password: "leads the shift since 2019", role: "lead" };
export const CHEF = { name: "chef", password: "keeps the keys of the house", role: "admin" };

const START_MILLISECONDS = 20_000;
const STOP_MILLISECONDS = 10_000;

/**
 * `prepare(contentFolder)` may change the copy of the library before the program reads it. `serve`: more arguments of the command;
 * `port`: one that is known beforehand; `kept`: a folder with content and state that are used as they are, and stay.
 */
export async function startDesk({ prepare, content = join(projectFolder, "content"), firstStart = false, serve = [], port = 0, kept } = {}) {
  const folder = kept ?? await mkdtemp(join(tmpdir(), "casebook-browser-"));
  const desk = new Desk(folder, serve, port, Boolean(kept));
  try {
    if (!kept) await cp(content, desk.content, { recursive: true });
    await prepare?.(desk.content);
    if (firstStart) return await desk.start().then(() => desk);
    for (const person of [CHEF, LEADER]) await desk.addPerson(person).catch((failure) => { if (!kept) throw failure; });
    await desk.start();
    desk.cookies = await desk.signIn(LEADER);
  } catch (failure) {
    await desk.close();
    throw failure;
  }
  return desk;
}

class Desk {
  #folder;
  #child = null;
  #port = 0;
  #serve = [];
  #isKept;
  #protocol = "http:";
  #formToken = null;
  /** Of the leader's browser, as Playwright takes them. */
  cookies = [];
  /** What the program printed to be opened. */
  address = "";

  constructor(folder, serve, port, isKept) {
    this.#folder = folder;
    this.#isKept = isKept;
    this.#serve = serve;
    this.#port = port;
  }

  get content() {
    return join(this.#folder, "content");
  }

  get url() {
    return `${this.#protocol}//127.0.0.1:${this.#port}`;
  }

  /** Again on the same port after stop(), as when an administrator restarts it. */
  async start() {
    const child = spawn(PROGRAM, [
      "serve", "--listen", `127.0.0.1:${this.#port}`, "--content", this.content, "--state", join(this.#folder, "state"),
      ...this.#serve,
    ], { stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    this.address = await addressFrom(child);
    const { port, protocol } = new URL(this.address);
    this.#port = Number(port);
    this.#protocol = protocol;
  }

  /** A command of the program on this desk's library. */
  async run(words, input = "") {
    const run = promisify(execFile)(PROGRAM, [...words, "--content", this.content, "--state", join(this.#folder, "state")]);
    run.child.stdin.end(input);
    return (await run).stdout;
  }

  addPerson({ name, password, role }) {
    return this.run(["user", "add", name, "--role", role, "--password-stdin"], `${password}\n`);
  }

  /** Signs in as a browser without scripts would; resolves to the cookies. */
  async signIn({ name, password }) {
    const page = await fetch(`${this.url}/sign-in`);
    const guest = cookiesOf(page).map(({ name: key, value }) => `${key}=${value}`).join("; ");
    const body = new URLSearchParams({ name, password, csrf_token: formTokenIn(await page.text()) });
    const answer = await fetch(`${this.url}/sign-in`, { method: "POST", body, redirect: "manual", headers: { cookie: guest, origin: this.url } });
    if (answer.status !== 303) throw new Error(`${name} could not sign in: ${answer.status}`);
    return cookiesOf(answer).filter(({ value }) => value).map((cookie) => ({ ...cookie, url: this.url }));
  }

  /** As fetch(), from the leader's browser. `headers.cookie` comes beside the session's. */
  async fetch(path, { headers = {}, ...options } = {}) {
    const session = this.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const cookie = headers.cookie ? `${headers.cookie}; ${session}` : session;
    const unsafe = (options.method ?? "GET") !== "GET";
    if (unsafe && !this.#formToken) this.#formToken = formTokenIn(await (await this.fetch("/account")).text());
    const token = unsafe ? { "x-csrf-token": this.#formToken, origin: this.url } : {};
    return fetch(this.url + path, { ...options, headers: { ...token, ...headers, cookie } });
  }

  /** As when the power goes: no goodbye to the browsers that are connected. */
  crash() {
    return this.stop("SIGKILL");
  }

  async stop(signal = "SIGTERM") {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    const impatience = setTimeout(() => child.kill("SIGKILL"), STOP_MILLISECONDS);
    await ended;
    clearTimeout(impatience);
  }

  async close() {
    await this.stop();
    if (!this.#isKept) await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Debian's node joins the headers of one name with commas, and has no getSetCookie(). */
function cookiesOf(response) {
  return (response.headers.get("set-cookie") ?? "").split(/, (?=[\w-]+=)/).filter(Boolean).map((header) => {
    const [pair] = header.split(";");
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1) };
  });
}

function formTokenIn(html) {
  return /name="csrf_token" value="([0-9a-f]{64})"/.exec(html)[1];
}

function addressFrom(child) {
  return new Promise((found, failed) => {
    let said = "";
    const impatience = setTimeout(() => failed(new Error(`No address from ${PROGRAM}; it said: ${said}`)), START_MILLISECONDS);
    const listen = (bytes) => {
      said += bytes;
      const match = /Open (https?:\/\/127\.0\.0\.1:\d+\S*) /.exec(said);
      if (!match) return;
      clearTimeout(impatience);
      found(match[1]);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("error", failed);
    child.once("exit", (code, signal) => {
      clearTimeout(impatience);
      failed(new Error(`${PROGRAM} ended (${code ?? signal}) before it gave an address; it said: ${said}`));
    });
  });
}
