/*
 * Starts the program under test on a copy of a library, on a port of its own, and stops that one process again.
 */
import { spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const projectFolder = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

const PROGRAM = process.env.CASEBOOK_PROGRAM ?? join(projectFolder, "build/release/src/casebook");
const START_MILLISECONDS = 20_000;
const STOP_MILLISECONDS = 10_000;

/** `prepare(contentFolder)` may change the copy of the library before the program reads it. */
export async function startDesk({ prepare, content = join(projectFolder, "content") } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "casebook-browser-"));
  const desk = new Desk(folder);
  try {
    await cp(content, desk.content, { recursive: true });
    await prepare?.(desk.content);
    await desk.start();
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

  constructor(folder) {
    this.#folder = folder;
  }

  get content() {
    return join(this.#folder, "content");
  }

  get url() {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Again on the same port after stop(), as when an administrator restarts it. */
  async start() {
    const child = spawn(PROGRAM, [
      "serve", "--listen", `127.0.0.1:${this.#port}`, "--content", this.content, "--state", join(this.#folder, "state"),
    ], { stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    const address = await addressFrom(child);
    this.#port = Number(new URL(address).port);
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
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function addressFrom(child) {
  return new Promise((found, failed) => {
    let said = "";
    const impatience = setTimeout(() => failed(new Error(`No address from ${PROGRAM}; it said: ${said}`)), START_MILLISECONDS);
    const listen = (bytes) => {
      said += bytes;
      const match = /Open (http:\/\/127\.0\.0\.1:\d+)/.exec(said);
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
