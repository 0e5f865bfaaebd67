/*
 * What a test file shares between its tests: one browser and one running desk.
 */
import { after, before } from "node:test";

import { launchBrowser } from "./browser.mjs";
import { startDesk } from "./desk.mjs";

export function makeWorld(deskOptions) {
  const world = { browser: null, desk: null };
  before(async () => {
    [world.desk, world.browser] = await Promise.all([startDesk(deskOptions), launchBrowser()]);
  });
  after(async () => {
    await world.browser?.close();
    await world.desk?.close();
  });
  return world;
}
