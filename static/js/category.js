/*
 * The category of the complaint: guessed by the server with every answer, until the agent chooses one; then that one goes with every
 * question until the call is over. `g` puts the focus on the choice, the arrow keys change it, Escape leads back.
 */
export class CategoryChoice {
  #region;
  #chosen = "";

  constructor(region, searchAgain) {
    this.#region = region;
    region.addEventListener("change", (event) => {
      if (!event.target.matches("[data-category]")) return;
      this.#chosen = event.target.value;
      searchAgain();
    });
  }

  get chosen() {
    return this.#chosen;
  }

  choose(category) {
    this.#chosen = category;
  }

  forget() {
    this.#chosen = "";
  }

  focus() {
    const select = this.#region.querySelector("[data-category]");
    select?.focus();
    return Boolean(select);
  }
}
