/*
 * The keyboard, in one table per place where the focus can be. Letters and digits act only while no
 * text field has the focus and no Ctrl, Alt or Meta is held, so they never eat what somebody types;
 * nothing acts while an input method is composing, whose own Escape, Enter and digits these are.
 */
export function startKeys({ document, desk, popovers }) {
  const keys = new Keys(document, desk, popovers);
  document.addEventListener("keydown", (event) => keys.handle(event));
}

class Keys {
  #document;
  #desk;
  #popovers;

  constructor(document, desk, popovers) {
    this.#document = document;
    this.#desk = desk;
    this.#popovers = popovers;
  }

  handle(event) {
    if (isNotForUs(event)) return;
    const table = this.#tableFor(event);
    const action = table?.[nameOf(event)];
    if (action?.call(this)) event.preventDefault();
  }

  #tableFor(event) {
    if (nameOf(event) === "Control+k") return EVERYWHERE;
    if (this.#desk && event.target === this.#desk.box) return IN_THE_BOX;
    if (event.target.matches("[data-category]")) return ON_THE_CATEGORY;
    return isTextField(event.target) ? null : OUTSIDE;
  }

  focusBox() {
    const box = this.#desk?.box ?? this.#document.querySelector("[data-focus-key]");
    box?.focus();
    return Boolean(box);
  }

  leaveBox() {
    return this.pick(1);
  }

  escape() {
    return this.#popovers.closeAll() || Boolean(this.#desk && this.focusBox());
  }

  pick(rank) {
    return Boolean(this.#desk?.cards.pickRank(rank));
  }

  move(step) {
    return Boolean(this.#desk?.cards.move(step));
  }

  openCase() {
    return Boolean(this.#desk?.cards.openCase());
  }

  copy() {
    if (this.#desk) return this.#desk.cards.copy();
    const button = this.#document.querySelector("[data-copy]");
    button?.click();
    return Boolean(button);
  }

  say(verdict) {
    return Boolean(this.#desk?.reuse.press(verdict));
  }

  undo() {
    return Boolean(this.#desk?.reuse.undo());
  }

  chooseCategory() {
    return Boolean(this.#desk?.category.focus());
  }

  /** On the desk with what was typed there, else an empty one where the page offers it. */
  newEntry() {
    return this.#desk ? this.#desk.writeDown() : this.#follow("[data-new-entry]");
  }

  takeComplaint() {
    return Boolean(this.#desk?.take());
  }

  editEntry() {
    return this.#follow("[data-edit-link]");
  }

  #follow(selector) {
    const link = this.#document.querySelector(selector);
    link?.click();
    return Boolean(link);
  }

  help() {
    this.#popovers.toggle("keys");
    return true;
  }
}

const EVERYWHERE = { "Control+k": Keys.prototype.focusBox };

const IN_THE_BOX = {
  "Escape": Keys.prototype.leaveBox,
  "Control+Enter": Keys.prototype.leaveBox,
  ...eachRank((rank) => `Alt+${rank}`),
};

/** The arrow keys and letters are the choice's own. */
const ON_THE_CATEGORY = { "Escape": Keys.prototype.leaveBox, "Enter": Keys.prototype.leaveBox };

const OUTSIDE = {
  "/": Keys.prototype.focusBox,
  "?": Keys.prototype.help,
  "c": Keys.prototype.copy,
  "u"() { return this.say("used"); },
  "x"() { return this.say("not_this"); },
  "z": Keys.prototype.undo,
  "n": Keys.prototype.newEntry,
  "e": Keys.prototype.editEntry,
  "t": Keys.prototype.takeComplaint,
  "g": Keys.prototype.chooseCategory,
  "Escape": Keys.prototype.escape,
  "Enter": Keys.prototype.openCase,
  "ArrowDown"() { return this.move(1); },
  "ArrowUp"() { return this.move(-1); },
  ...eachRank(String),
  ...eachRank((rank) => `Alt+${rank}`),
};

function eachRank(keyName) {
  const entries = [1, 2, 3, 4, 5].map((rank) => [keyName(rank), function pick() { return this.pick(rank); }]);
  return Object.fromEntries(entries);
}

/** What browsers report for a key that an input method has taken; isComposing comes too late in some. */
const COMPOSING_KEY_CODE = 229;

function isNotForUs(event) {
  const composing = event.isComposing || event.keyCode === COMPOSING_KEY_CODE;
  const fromAutofill = event.key === undefined;
  return composing || fromAutofill || event.defaultPrevented;
}

/** With Alt held a digit goes by its place on the keyboard: some layouts turn it into another sign. */
function nameOf(event) {
  const digit = event.altKey ? /^Digit([1-5])$/.exec(event.code) : null;
  const key = digit ? digit[1] : event.key;
  return modifierOf(event) + (key.length === 1 ? key.toLowerCase() : key);
}

function modifierOf(event) {
  if (event.altKey) return event.ctrlKey || event.metaKey ? "Other+" : "Alt+";
  return event.ctrlKey || event.metaKey ? "Control+" : "";
}

function isTextField(element) {
  return element.matches("textarea, select, [contenteditable]:not([contenteditable=false]), "
    + "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset])");
}
