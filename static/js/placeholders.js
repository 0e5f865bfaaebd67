/*
 * {{客户称呼}} in a script becomes the customer's name before it is copied. What is not known yet is asked once, in a line under the
 * button, and remembered until the next call; in memory alone, because it is a customer's.
 */
const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** Different writers call the customer differently; what is known of one is known of all. */
const CALLER_NAMES = ["caller", "name", "客户称呼", "客户姓名", "称呼"];

const values = new Map();

/** Names that were asked for in this call and left empty: an agent who passed over them is not asked again. */
const passedOver = new Set();

export function rememberValues(entries) {
  for (const [name, value] of Object.entries(entries)) {
    const text = String(value ?? "").trim().slice(0, 200);
    if (!text) continue;
    for (const one of CALLER_NAMES.includes(name) ? CALLER_NAMES : [name]) values.set(one, text);
  }
}

export function forgetValues() {
  values.clear();
  passedOver.clear();
}

export function filled(text) {
  return text.replace(PLACEHOLDER, (whole, name) => values.get(name) ?? whole);
}

/** The names to ask for: nothing is known for them, each once, in their order. */
export function openNames(text) {
  const names = [...text.matchAll(PLACEHOLDER)].map(([, name]) => name);
  return [...new Set(names)].filter((name) => !values.has(name) && !passedOver.has(name));
}

/**
 * Asks for the names in a form after `button`; resolves when it was sent (true) or left with Escape (false). A page without the
 * form's template copies the text as it is.
 */
export function askFor(names, button) {
  const template = document.querySelector("[data-placeholder-form]");
  if (!template || names.length === 0) return Promise.resolve(true);
  const open = button.parentElement.querySelector("form.placeholders");
  if (open) {
    open.querySelector("input").focus();
    return Promise.resolve(false);
  }
  const form = template.content.firstElementChild.cloneNode(true);
  form.querySelector(".placeholders-fields").append(...names.map(fieldFor));
  button.after(form);
  form.querySelector("input").focus();
  return answerOf(form, button);
}

function fieldFor(name) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, { className: "field", type: "text", name, maxLength: 200, autocomplete: "off" });
  label.append(name, input);
  return label;
}

function answerOf(form, button) {
  return new Promise((resolve) => {
    const close = (copy) => {
      const card = button.closest("[data-card]");
      form.remove();
      (card ?? button).focus({ preventScroll: true });
      resolve(copy);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      const given = new FormData(form);
      rememberValues(Object.fromEntries(given));
      for (const name of given.keys()) if (!values.has(name)) passedOver.add(name);
      close(true);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      close(false);
    });
  });
}
