/*
 * The desk: what the agent types on the left becomes precedents on the right, while the customer talks.
 *
 * Three promises are kept here. Words are looked up once they are words: never while an input method
 * is composing them. What was found stays until something newer is found. A search that did not run
 * never looks like a search that found nothing.
 */
import { CategoryChoice } from "./category.js";
import { Cards } from "./cards.js";
import { FirstUseful } from "./first-useful.js";
import { startJudging } from "./judging.js";
import { ProblemBanner } from "./problem-banner.js";
import { Results } from "./results.js";
import { Reuse } from "./reuse.js";
import { SUPERSEDED, SuggestionClient } from "./suggestion-client.js";
import { forgetComplaint, rememberComplaint, rememberedComplaint } from "./memory.js";
import { forgetValues } from "./placeholders.js";

/** A key is answered at once; keys that come faster than this share an answer. */
const BETWEEN_QUESTIONS_MILLISECONDS = 80;
const RETRY_MILLISECONDS = 4000;
const SUGGESTION_LIMIT = 5;
const SAME_CALL = 8;  // characters that the words of one call have in common

/** Differs from every text, the empty one too: whatever the box holds is then worth a search. */
const NOTHING = null;

export function startDesk(root, announce) {
  return root ? new Desk(root, announce) : null;
}

class Desk {
  #form;
  #client;
  #results;
  #problem;
  #announce;
  #firstUseful;
  #composing = false;
  #taking = false;
  #lastQuestion = -Infinity;
  #asked = NOTHING;
  #timer;

  constructor(root, announce) {
    this.#form = root.querySelector("[data-complaint]");
    this.box = this.#form.elements.text;
    const region = root.querySelector("[data-results]");
    this.cards = new Cards(region);
    this.category = new CategoryChoice(region, () => this.#searchAgain());
    this.#firstUseful = new FirstUseful(this.#form.dataset.firstUseful);
    this.#results = new Results(root, this.cards);
    this.#problem = new ProblemBanner(root.querySelector("[data-problem]"), this.#form.dataset);
    this.#client = new SuggestionClient(this.#form.dataset.suggestions, SUGGESTION_LIMIT);
    this.#announce = announce;
    this.reuse = new Reuse({
      region, toast: root.querySelector("[data-toast]"), cards: this.cards, announce,
      textNow: () => this.box.value.trim(), searchAgain: () => this.#searchAgain(),
    });
    startJudging(region, {
      words: (name) => this.reuse.words(name), tell: (words, undo) => this.reuse.tell(words, undo), searchAgain: () => this.#searchAgain(),
    });
    this.#listen(region);
    this.#restore();
  }

  /**
   * From outside (panel.js): the words of a call, as if they were typed. Words that go on where those in the box began are of the same
   * call; others begin the next one.
   */
  fill(text, category = "") {
    const before = this.box.value.trim();
    const goesOn = before !== "" && text.startsWith(before.slice(0, SAME_CALL));
    if (!goesOn) this.#put("");
    if (category) this.category.choose(category);
    this.#put(text);
  }

  #put(text) {
    this.box.value = text;
    this.#noteTyping();
    this.#searchAgain();
  }

  #listen(region) {
    this.box.addEventListener("compositionstart", () => this.#pauseForComposition());
    this.box.addEventListener("compositionend", () => this.#endComposition());
    this.box.addEventListener("input", () => this.#noteTyping());
    this.box.addEventListener("input", () => this.#schedule(this.#untilNextQuestion()));
    region.addEventListener("casebook:said", ({ detail }) => {
      if (detail.verdict === "copied" || detail.verdict === "used") this.#firstUseful.useful(detail.verdict);
    });
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.#form.addEventListener("reset", (event) => this.#clear(event));
    // Also fires when Back brings this page out of the browser's cache, with the box as it was.
    addEventListener("pageshow", () => this.#return());
  }

  #untilNextQuestion() {
    return Math.max(0, this.#lastQuestion + BETWEEN_QUESTIONS_MILLISECONDS - performance.now());
  }

  #noteTyping() {
    if (this.box.value.trim() === "") this.#firstUseful.over();
    else this.#firstUseful.typed();
  }

  #pauseForComposition() {
    this.#composing = true;
    clearTimeout(this.#timer);
  }

  #endComposition() {
    this.#composing = false;
    this.#search();
  }

  #schedule(milliseconds) {
    clearTimeout(this.#timer);
    if (!this.#composing) this.#timer = setTimeout(() => this.#search(), milliseconds);
  }

  /** The button that writes the text down as a new case leads away and is left to the browser. */
  #submit(event) {
    if (event.submitter?.hasAttribute("data-take")) return this.#submitTaken(event);
    if (event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    this.#searchAgain();
  }

  /** Once: a key that is pressed twice before the next page is there would make two complaints of one. */
  #submitTaken(event) {
    if (this.#taking) return event.preventDefault();
    this.#taking = true;
    forgetComplaint();
  }

  #return() {
    this.#taking = false;
    this.#restore();
  }

  #searchAgain() {
    this.#asked = NOTHING;
    this.#search();
  }

  /** "Next call": not the browser's reset, which would bring back the text the page was rendered with. */
  #clear(event) {
    event.preventDefault();
    this.box.value = "";
    this.#search();
    this.box.focus();
  }

  /** A browser that brings the text back (Back, reload) does not bring the precedents back. */
  #restore() {
    if (!this.box.value) this.box.value = rememberedComplaint();
    if (this.#results.answered(this.box.value)) return;
    this.#search();
  }

  writeDown() {
    const button = this.#form.querySelector("[data-write-down]");
    button?.click();
    return Boolean(button);
  }

  /** The complaint is the desk's from then on, with a page of its own; without words there is none. */
  take() {
    if (this.box.value.trim() === "") return false;
    this.#form.querySelector("[data-take]").click();
    return true;
  }

  async #search() {
    clearTimeout(this.#timer);
    const text = this.box.value.trim();
    if (text === this.#asked) return;
    this.#asked = text;
    if (text === "") return this.#showEmpty();

    this.#lastQuestion = performance.now();
    rememberComplaint(text);
    this.#results.wait();
    this.#receive(await this.#client.ask(text, { without: this.reuse.dismissedFor(text), category: this.category.chosen }));
  }

  #receive(outcome) {
    if (outcome === SUPERSEDED) return;
    if (outcome.failure) return this.#fail(outcome.failure);
    this.#problem.hide();
    this.#results.show(outcome.html);
    this.#announce(this.#results.summary());
  }

  #showEmpty() {
    forgetComplaint();
    forgetValues();
    this.reuse.forget();
    this.category.forget();
    this.#firstUseful.over();
    this.#client.cancel();
    this.#problem.hide();
    this.#results.showEmpty();
  }

  #fail(failure) {
    // Forgotten, so that the next key asks again even if it leads back to the same words.
    this.#asked = NOTHING;
    this.#results.keepOld();
    const news = this.#problem.show(failure, this.cards.any());
    if (news) this.#announce(news);
    if (failure.passing) this.#schedule(RETRY_MILLISECONDS);
  }
}
