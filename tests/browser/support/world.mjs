/*
 * What a test file shares between its tests: one browser and one running desk.
 */
import { after, before } from "node:test";

import { launchBrowser } from "./browser.mjs";
import { startDesk } from "./desk.mjs";

/** `begin(world)` runs once both are up: root hooks of node:test do not wait for each other. */
export function makeWorld(deskOptions, begin) {
  const world = { browser: null, desk: null, idleSessions: new Map() };
  before(async () => {
    const [desk, browser] = await Promise.allSettled([startDesk(deskOptions), launchBrowser()]);
    world.desk = desk.value;
    world.browser = browser.value; // to be closed whatever became of the desk: an open one keeps the process waiting
    for (const { reason } of [desk, browser]) if (reason) throw reason;
    await begin?.(world);
  });
  after(async () => {
    await world.browser?.close();
    await world.desk?.close();
  });
  return world;
}
