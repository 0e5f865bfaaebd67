/*
 * What every page must be whatever it says: readable by everybody, well-formed, inside the screen, in one language.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import { HtmlValidate } from "html-validate";

import { projectFolder } from "./desk.mjs";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const messages = JSON.parse(await readFile(join(projectFolder, "templates/messages/en.json"), "utf8"));

/** Rules of axe that look at colours: in another theme everything else is the same. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Violations in the page as it stands, one line each: all rules in the light, those about colours again in the dark. */
export async function axeViolations(page) {
  const showIn = (theme) => page.evaluate((name) => { document.documentElement.dataset.theme = name; }, theme);
  const found = [];
  for (const [theme, rules] of [["light", undefined], ["dark", COLOUR_RULES]]) {
    await showIn(theme);
    found.push(...(await violationsOf(page, rules)).map((violation) => `${theme}: ${violation}`));
  }
  return found;
}

async function violationsOf(page, rules) {
  // Evaluated and not added as a script element: the page's own policy would rightly refuse that.
  if (!await page.evaluate(() => "axe" in window)) await page.evaluate(axeSource);
  return page.evaluate(async (only) => {
    const options = { resultTypes: ["violations"], elementRef: false };
    if (only) options.runOnly = { type: "rule", values: only };
    const { violations } = await axe.run(document, options);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) =>
      `${id}: ${target.join(" ")}: ${[...any, ...all, ...none].map(({ message }) => message).join("; ")}`));
  }, rules);
}

// "Recommended" without the rules about how the source is written: no browser and no reader can tell.
const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: { "void-style": "off", "attribute-boolean-style": "off", "no-trailing-whitespace": "off", "long-title": "off" },
});

/** What html-validate says about served bytes, one line each. */
export async function htmlFindings(html, name) {
  const report = await validator.validateString(html, name);
  return report.results.flatMap((result) => result.messages.map(({ line, ruleId, message }) => `${name}:${line}: ${ruleId}: ${message}`));
}

/** Elements that stick out of the window to the right, unless they scroll inside something of their own. */
export function overflowing(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrollsAside = (element) => {
      for (let above = element.parentElement; above; above = above.parentElement)
        if (/auto|scroll/.test(getComputedStyle(above).overflowX)) return true;
      return false;
    };
    const out = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1 && box.right > width + 0.5 && !scrollsAside(element);
    }).map((element) => `${element.tagName}.${element.className}: ${Math.round(element.getBoundingClientRect().right)} > ${width}`);
    if (document.documentElement.scrollWidth > width) out.push(`the page is ${document.documentElement.scrollWidth} wide`);
    return out;
  });
}

/** Everything a person may read or hear on the page. */
export function wordsOf(page) {
  return page.evaluate(() => {
    const words = [document.title];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) words.push(texts.currentNode.data);
    for (const element of document.querySelectorAll("*"))
      for (const { name, value } of element.attributes)
        if (/^(title|alt|placeholder|value|label|aria-.*|data-.*)$/.test(name)) words.push(value);
    return words.filter((text) => text.trim());
  });
}

const messageKeys = Object.keys(messages);
const keyFamilies = [...new Set(messageKeys.map((key) => key.split(".")[0]))].join("|");
const likeMessageKey = new RegExp(`(?<![\\w./-])(t\\.)?(${keyFamilies})\\.[a-z][a-z_]+(?![\\w/])`, "g");

/** Keys shown where a message belongs, and braces that no person wrote. */
export function leftovers(words, placeholders) {
  return words.flatMap((text) => {
    const keys = text.match(likeMessageKey) ?? [];
    let rest = text;
    for (const placeholder of placeholders) rest = rest.replaceAll(placeholder, "");
    return /\{\{|\}\}/.test(rest) ? [...keys, rest] : keys;
  });
}
