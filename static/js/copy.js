/*
 * Copies a case's words to the clipboard as plain text and says so on the button itself:
 * nothing pops up, nothing moves, the focus stays where it was.
 */
import { askFor, filled, openNames } from "./placeholders.js";

const CONFIRMATION_MILLISECONDS = 2000;

export function startCopying(document, announce) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copyFrom(button, announce);
  });
}

async function copyFrom(button, announce) {
  const text = plainText(button.dataset.copy);
  if (!await askFor(openNames(text), button)) return;
  const words = filled(text);
  const copied = await copyText(words);
  const message = copied ? button.dataset.copied : button.dataset.copyFailed;
  announce(message);
  confirmOn(button, message, copied);
  if (copied) button.dispatchEvent(new CustomEvent("casebook:copied", { bubbles: true, detail: { text: words } }));
}

/** Windows line ends, trailing blanks and blank lines at either end do not survive into a chat window. */
export function plainText(text) {
  return text.replace(/\r\n?/g, "\n").replace(/[ \t\u3000]+$/gm, "").trim();
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard access over plain http on the local network, which is where many desks run.
    return copyThroughTextArea(text);
  }
}

function copyThroughTextArea(text) {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}

const restorations = new WeakMap();

function confirmOn(button, message, copied) {
  const label = button.querySelector("[data-copy-label]");
  const earlier = restorations.get(button);
  const original = earlier ? earlier.original : label.textContent;
  clearTimeout(earlier?.timer);

  label.textContent = message;
  button.dataset.copyState = copied ? "done" : "failed";
  const timer = setTimeout(() => restore(button, label, original), CONFIRMATION_MILLISECONDS);
  restorations.set(button, { original, timer });
}

function restore(button, label, original) {
  label.textContent = original;
  delete button.dataset.copyState;
  restorations.delete(button);
}
