/*
 * Files of a library, read and written as a person would: the tests compare the pages with them and add to them.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { projectFolder } from "./desk.mjs";

export async function markdownFiles(folder) {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith(".md")).map((name) => join(folder, name));
}

/** How many entries of a kind ("cases", "dailies", "posts") the library ships with. */
export async function numberShipped(kind) {
  return (await markdownFiles(join(projectFolder, "content", kind))).length;
}

/** The text below a heading of a shipped case, as it stands in its file. */
export async function sectionOfCase(id, heading) {
  const files = await markdownFiles(join(projectFolder, "content/cases"));
  const file = files.find((path) => path.includes(`/${id}-`));
  const source = await readFile(file, "utf8");
  const after = source.split(`\n## ${heading}\n`)[1];
  return after.split(/\n## /)[0].trim();
}

/** Every "{{name}}" that the people who wrote the library put into it. */
export async function placeholdersOfLibrary() {
  const placeholders = new Set();
  for (const file of await markdownFiles(join(projectFolder, "content")))
    for (const [placeholder] of (await readFile(file, "utf8")).matchAll(/\{\{[^{}]+\}\}/g)) placeholders.add(placeholder);
  return placeholders;
}

export async function writeEntry(content, path, frontMatter, body) {
  const file = join(content, path);
  const head = Object.entries(frontMatter).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `---\n${head.join("\n")}\n---\n${body}\n`);
}

export function sections(parts) {
  return Object.entries(parts).map(([heading, text]) => `## ${heading}\n\n${text}\n`).join("\n");
}
