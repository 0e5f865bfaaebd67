#!/usr/bin/env node
/*
 * How long an agent waits: from a key on the desk to the cards that answer it on the screen, in a real Chromium, as the page itself sees it.
 *
 * Measure a release build on a quiet machine: a dev build reads its templates again for each request.
 *
 * usage: tests/bench/measure_key_to_paint.mjs [--keys 300] [--pause 150] [--keep DIR]
 *        CASEBOOK_PROGRAM: the program (default build/release/src/casebook). --keep: a library and state that are there already (DIR/content,
 *        DIR/state, as tests/bench/measure_growth --keep leaves them for one size); else the cases that ship with Casebook.
 *
 * A key counts from its input event (as an input method gives a letter) to the first frame after the answer to the text with that key was put into the page; a key whose answer was
 * overtaken by the next one has none and is counted apart. Prints a row of a Markdown table.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { launchBrowser, openSession } from "../browser/support/browser.mjs";
import { startDesk } from "../browser/support/desk.mjs";

const COMPLAINTS = [
  "宽带每晚掉线，光猫红灯一闪一闪，报修两次没人上门", "取款机没吐钱，卡里却扣了两千，怎么办", "快递显示签收了，我没有收到",
  "上个月多扣了三十块，说是会员费，我没开过", "the wifi is slow upstairs and the router is new", "退款说到账了，银行卡里没有",
];

const { values: options } = parseArgs({
  options: { keys: { type: "string", default: "300" }, pause: { type: "string", default: "150" }, keep: { type: "string" } },
});

/** In the page: notes every key and the frame that shows its answer. */
const WATCH = () => {
  const box = document.querySelector("#complaint-text");
  const region = document.querySelector("[data-results]");
  window.times = [];
  let pressed = null;
  box.addEventListener("input", (event) => { pressed = event.timeStamp; }, { capture: true });
  new MutationObserver(() => {
    const since = pressed;
    if (since === null || region.querySelector("[data-blank]")) return;
    pressed = null;
    // The frame after the next is on the screen: a message posted from a frame is handled once that frame was painted.
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.times.push(performance.now() - since);
      channel.port2.postMessage(null);
    });
  }).observe(region, { childList: true });
};

const percentile = (ascending, share) => ascending[Math.min(ascending.length - 1, Math.ceil(ascending.length * share) - 1)] ?? NaN;

async function measure(page) {
  await page.evaluate(WATCH);
  const wanted = Number(options.keys);
  let keys = 0;
  for (let turn = 0; keys < wanted; ++turn) {
    await page.locator("button[type=reset]").click();
    for (const letter of COMPLAINTS[turn % COMPLAINTS.length]) {
      await page.keyboard.insertText(letter);
      keys += 1;
      await page.waitForTimeout(Number(options.pause));
    }
  }
  const times = await page.evaluate(() => window.times);
  return { keys, times: times.sort((a, b) => a - b) };
}

const kept = options.keep && existsSync(join(options.keep, "content")) ? options.keep : undefined;
const desk = await startDesk({ kept });
const browser = await launchBrowser();
try {
  const session = await openSession(browser, desk);
  const page = await session.open("/");
  const cases = /[\d,]+/.exec(await page.locator(".complaint-count").innerText())[0];
  const { keys, times } = await measure(page);
  console.log("| cases | keys | answered | p50 ms | p95 ms | p99 ms | longest |");
  console.log("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  const shown = [0.5, 0.95, 0.99, 1].map((share) => percentile(times, share).toFixed(0));
  console.log(`| ${cases} | ${keys} | ${times.length} | ${shown.join(" | ")} |`);
} finally {
  await browser.close();
  await desk.close();
}
