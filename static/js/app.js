/*
 * Wires the pages. Every module is independent of the page it runs on: what it needs is looked up
 * here and handed in, and a page that lacks it simply does not get that module.
 */
import { createAnnouncer } from "./announcer.js";
import { startBursts } from "./bursts.js";
import { startCopying } from "./copy.js";
import { startDesk } from "./desk.js";
import { startKeys } from "./keys.js";
import { startLive } from "./live.js";
import { startPanel } from "./panel.js";
import { startPopovers } from "./popovers.js";
import { startPresentation } from "./presentation.js";
import { startWriting } from "./writing.js";

const announce = createAnnouncer(document.querySelector("[data-announcer]"));
const popovers = startPopovers(document);
const desk = startDesk(document.querySelector("[data-desk]"), announce);

const live = startLive(document, announce);
startBursts(document.querySelector("[data-bursts]"), live, announce);
startPanel(document.querySelector("[data-panel]"), desk);
startCopying(document, announce);
startWriting(document);
startPresentation(document, announce);
startKeys({ document, desk, popovers });
