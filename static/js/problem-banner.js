/*
 * Says, in place and quietly, that the last search did not run. It stands below the box, where the
 * agent looks, and not above the precedents, which it would push down. Its words come from the template:
 * "offline" and "slow" are known only here, "refused" is the server's own explanation where it gave one.
 */
export class ProblemBanner {
  #element;
  #words;

  constructor(element, words) {
    this.#element = element;
    this.#words = words;
  }

  /** Returns the words if they are news: a retry that fails again should not be read out again. */
  show({ kind, message, hint }, resultsBelow) {
    const words = message ?? this.#words[kind];
    const known = !this.#element.hidden && this.#part("data-problem-message").textContent === words;
    this.#part("data-problem-message").textContent = words;
    this.#part("data-problem-hint").textContent = hint ?? this.#words[`${kind}Hint`];
    this.#part("data-problem-outdated").hidden = !resultsBelow;
    this.#element.hidden = false;
    return known ? null : words;
  }

  hide() {
    this.#element.hidden = true;
  }

  #part(name) {
    return this.#element.querySelector(`[${name}]`);
  }
}
