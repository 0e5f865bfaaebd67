/*
 * The precedents as a set of cards of which one is open: picking, walking, opening, copying.
 * Opening one closes the others, so that the list stays as short as the screen.
 */
export class Cards {
  #region;

  constructor(region) {
    this.#region = region;
    region.addEventListener("click", (event) => this.#openOnClick(event));
  }

  all() {
    return [...this.#region.querySelectorAll("[data-card]")];
  }

  any() {
    return this.all().length > 0;
  }

  byCase(id) {
    return this.all().find((card) => card.dataset.card === id);
  }

  /** The card that the focus is on or in. */
  focused() {
    return this.#region.contains(document.activeElement) ? document.activeElement.closest("[data-card]") : null;
  }

  /** The server sends every card open, for readers without scripts. */
  openFirst() {
    const [first] = this.all();
    if (first) this.#openOnly(first);
  }

  /** By rank, from 1. */
  pickRank(rank) {
    return this.pick(this.all()[rank - 1]);
  }

  pick(card) {
    if (!card) return false;
    this.#openOnly(card);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    return true;
  }

  move(step) {
    const cards = this.all();
    const place = cards.indexOf(this.focused());
    const next = place === -1 ? 0 : Math.min(Math.max(place + step, 0), cards.length - 1);
    return this.pick(cards[next]);
  }

  /** The words of the card in focus, else of the open one. */
  copy() {
    const card = this.focused() ?? this.all().find(isOpen);
    const button = card?.querySelector("[data-copy]");
    button?.click();
    return Boolean(button);
  }

  openCase() {
    const card = this.focused();
    if (card !== document.activeElement || !card) return false;
    card.querySelector("[data-card-link]").click();
    return true;
  }

  #openOnly(card) {
    for (const other of this.all()) detailsOf(other).open = other === card;
  }

  /** A closed card opens wherever it is clicked, unless the click meant a control or selected text. */
  #openOnClick(event) {
    const card = event.target.closest("[data-card]");
    const meantElsewhere = event.target.closest("a, button, summary") || String(getSelection()) !== "";
    if (card && !isOpen(card) && !meantElsewhere) this.#openOnly(card);
  }
}

function detailsOf(card) {
  return card.querySelector("details");
}

function isOpen(card) {
  return detailsOf(card).open;
}
