/*
 * Owns the region with the precedents: swaps in what the server rendered, in one step and without
 * taking the focus or the place of anybody who is already reading there.
 */
export class Results {
  #region;
  #emptyState;
  #cards;

  constructor(root, cards) {
    this.#region = root.querySelector("[data-results]");
    this.#emptyState = root.querySelector("[data-empty-state]");
    this.#cards = cards;
    this.#cards.openFirst();
  }

  /** True when what the server rendered with the page already answers this text. */
  answered(text) {
    return text === "" || this.#region.querySelector("[data-blank]") === null;
  }

  wait() {
    this.#region.setAttribute("aria-busy", "true");
  }

  show(html) {
    const fragment = document.createElement("template");
    fragment.innerHTML = html;
    this.#swap(fragment.content);
    this.#region.removeAttribute("data-outdated");
  }

  showEmpty() {
    this.#swap(this.#emptyState.content.cloneNode(true));
    this.#region.removeAttribute("data-outdated");
  }

  /** A search failed: what was found before stays readable, but visibly not the answer to this text. */
  keepOld() {
    this.#region.removeAttribute("aria-busy");
    this.#region.setAttribute("data-outdated", "");
  }

  summary() {
    return this.#region.querySelector("[data-summary]")?.textContent.trim() ?? "";
  }

  #swap(content) {
    const reading = this.#cards.focused()?.dataset.card;
    const hadFocus = this.#region.contains(document.activeElement);
    const kept = hadFocus && document.activeElement.matches("[data-keeps-focus]") ? document.activeElement.id : null;
    this.#region.replaceChildren(content);
    this.#region.removeAttribute("aria-busy");
    this.#cards.openFirst();
    if (hadFocus) this.#returnFocus(reading, kept);
  }

  /** Back to the same case if it is still there; never on to another, whose words would then be copied. */
  #returnFocus(reading, kept) {
    const control = kept && document.getElementById(kept);
    if (control) return control.focus({ preventScroll: true });
    const card = this.#cards.byCase(reading);
    if (card) this.#cards.pick(card);
    else this.#region.focus({ preventScroll: true });
  }
}
