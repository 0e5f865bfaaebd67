/*
 * What the agent says about a card: it was used, it is not this one, its words were copied. Each is noted by the server at once and can
 * be taken back for ten seconds. A card that is "not this" moves away and stays away while the same complaint is being written.
 *
 * The words of the complaint are not sent again: the server knows them by the list (query_id) for an hour.
 */
import { post } from "./form-token.js";

const UNDO_MILLISECONDS = 10_000;

/** While a text begins like this one did, it is the same complaint. */
const SAME_BEGINNING = 8;

export class Reuse {
  #region;
  #toast;
  #cards;
  #announce;
  #searchAgain;
  #textNow;
  #dismissed = new Map();
  #last = null;

  constructor({ region, toast, cards, announce, textNow, searchAgain }) {
    this.#region = region;
    this.#toast = new Toast(toast);
    this.#cards = cards;
    this.#announce = announce;
    this.#textNow = textNow;
    this.#searchAgain = searchAgain;
    region.addEventListener("submit", (event) => this.#submit(event));
    region.addEventListener("casebook:copied", (event) => this.#noteCopy(event));
    this.#toast.onUndo(() => this.undo());
  }

  /** Cases that were put aside for this text. */
  dismissedFor(text) {
    for (const [id, beginning] of this.#dismissed) if (!text.startsWith(beginning)) this.#dismissed.delete(id);
    return [...this.#dismissed.keys()];
  }

  forget() {
    this.#dismissed.clear();
  }

  /** By key: the button of the card in focus, if it has one. */
  press(verdict) {
    const button = this.#cards.focused()?.querySelector(`[data-reuse] button[value=${verdict}]`);
    button?.click();
    return Boolean(button);
  }

  undo() {
    if (!this.#last) return false;
    const takeBack = this.#last;
    this.#last = null;
    takeBack();
    return true;
  }

  words(name) {
    return this.#toast.words(name);
  }

  /** Says what was done, and for ten seconds how to take it back, where that is possible. */
  tell(words, takeBack = null) {
    this.#last = takeBack;
    this.#announce(words);
    this.#toast.show(words, Boolean(takeBack), () => { this.#last = null; });
  }

  #submit(event) {
    const form = event.target.closest("[data-reuse]");
    if (!form) return;
    event.preventDefault();
    this.#say(form, event.submitter.value);
  }

  async #say(form, verdict) {
    const card = form.closest("[data-card]");
    if ("noting" in form.dataset) return;
    form.dataset.noting = "";
    const answer = await report(this.#toast.address("reuse"), formOf(form, verdict));
    delete form.dataset.noting;
    if (!answer.id) return this.#sayFailed(answer);
    const said = { id: answer.id, verdict, caseId: card.dataset.card };
    this.#noteOutcome(card, verdict);
    if (verdict === "not_this") this.#putAside(card);
    else mark(card, verdict);
    this.tell(this.words(verdict === "used" ? "used" : "not-this"), () => this.#takeBack(said));
  }

  #sayFailed(answer) {
    this.tell(answer.title ?? this.words("failed"));
  }

  /** For whoever wants to hear of it: how long it took, the page around the panel. */
  #noteOutcome(card, verdict, text) {
    card.dispatchEvent(new CustomEvent("casebook:said", { bubbles: true, detail: { verdict, text } }));
  }

  #putAside(card) {
    this.#dismissed.set(card.dataset.card, this.#textNow().slice(0, SAME_BEGINNING));
    const hadFocus = card.contains(document.activeElement);
    const cards = this.#cards.all();
    const next = cards[cards.indexOf(card) + 1] ?? cards[cards.indexOf(card) - 1];
    card.closest("li").remove();
    if (hadFocus) this.#cards.pick(next);
    this.#searchAgain();
  }

  async #takeBack({ id, verdict, caseId }) {
    const form = new FormData();
    form.set("id", id);
    const answer = await report(this.#toast.address("undo"), form);
    if (!answer.id) return this.#sayFailed(answer);
    if (verdict === "not_this") {
      this.#dismissed.delete(caseId);
      this.#searchAgain();
    } else {
      const card = this.#cards.byCase(caseId);
      if (card) unmark(card);
      if (card) this.#noteOutcome(card, "undone");
    }
    this.tell(this.words("undone"));
  }

  /** Quietly: a copy is a weak sign, and the button has already said that it worked. */
  #noteCopy(event) {
    const card = event.target.closest("[data-card]");
    const form = card?.querySelector("[data-reuse]");
    if (!form) return;
    report(this.#toast.address("reuse"), formOf(form, "copied"));
    this.#noteOutcome(card, "copied", event.detail.text);
  }
}

function formOf(form, verdict) {
  const data = new FormData(form);
  data.set("verdict", verdict);
  return data;
}

/** The server's answer, its problem document, or nothing when it could not be reached. */
async function report(address, body) {
  try {
    const response = await post(address, { body });
    return await response.json();
  } catch {
    return {};
  }
}

function mark(card, verdict) {
  card.querySelector(`[data-reuse] button[value=${verdict}]`)?.setAttribute("aria-pressed", "true");
}

function unmark(card) {
  for (const button of card.querySelectorAll("[data-reuse] [aria-pressed]")) button.removeAttribute("aria-pressed");
}

/** One line at the bottom of the window; it stays while somebody points at it or has the focus in it. */
class Toast {
  #element;
  #timer;
  #whenOver = () => {};

  constructor(element) {
    this.#element = element;
    for (const name of ["pointerenter", "focusin"]) element.addEventListener(name, () => clearTimeout(this.#timer));
    for (const name of ["pointerleave", "focusout"]) element.addEventListener(name, () => this.#start());
  }

  onUndo(act) {
    this.#undo().addEventListener("click", act);
  }

  address(name) {
    return this.#element.dataset[name];
  }

  /** "judge-flag" stands in data-judge-flag. */
  words(name) {
    return this.#element.getAttribute(`data-${name}`);
  }

  show(words, canUndo, whenOver) {
    this.#element.querySelector("[data-toast-text]").textContent = words;
    const hadFocus = this.#undo() === document.activeElement;
    this.#undo().hidden = !canUndo;
    if (hadFocus && !canUndo) document.querySelector("[data-results]").focus({ preventScroll: true });
    this.#element.hidden = false;
    this.#whenOver = whenOver;
    this.#start();
  }

  #undo() {
    return this.#element.querySelector("[data-toast-undo]");
  }

  #start() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), UNDO_MILLISECONDS);
  }

  #end() {
    this.#element.hidden = true;
    this.#whenOver();
  }
}
