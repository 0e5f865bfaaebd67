/*
 * A daily on the projector: one step at a time, one key a step. Without this module the page is all steps below each other
 * with links to them. The step is part of the address, so that a reload in the middle of a discussion stays there.
 */
export function startPresentation(document, announce) {
  const root = document.querySelector("[data-presentation]");
  if (!root) return;
  const presentation = new Presentation(root, announce);
  document.addEventListener("keydown", (event) => presentation.handle(event));
  addEventListener("hashchange", () => presentation.showAddressed());
}

class Presentation {
  #root;
  #steps;
  #announce;
  #place = 0;

  constructor(root, announce) {
    this.#root = root;
    this.#steps = [...root.querySelectorAll("[data-step]")];
    this.#announce = announce;
    root.dataset.stepping = "";
    root.querySelector("[data-controls]").hidden = false;
    root.querySelector("[data-back]").addEventListener("click", () => this.#move(-1));
    root.querySelector("[data-forward]").addEventListener("click", () => this.#move(1));
    this.#show(this.#addressed());
  }

  handle(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const onControl = event.target.closest("a, button");
    if (onControl && (event.key === "Enter" || event.key === " ")) return;
    if (KEYS[event.key]?.call(this) === true) event.preventDefault();
  }

  showAddressed() {
    this.#go(this.#addressed());
  }

  forward() {
    return this.#move(1);
  }

  back() {
    return this.#move(-1);
  }

  fullScreen() {
    const { ownerDocument: document } = this.#root;
    // Refused by some browsers and frames; the page fills the window all the same.
    const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
    change?.catch(() => {});
    return true;
  }

  leave() {
    location.assign(this.#root.dataset.leave);
    return true;
  }

  #addressed() {
    const place = this.#steps.findIndex((step) => `#${step.id}` === location.hash);
    return Math.max(place, 0);
  }

  #move(step) {
    this.#go(Math.min(Math.max(this.#place + step, 0), this.#steps.length - 1));
    return true;
  }

  #go(place) {
    if (place === this.#place) return;
    this.#show(place);
    history.replaceState(null, "", `#${this.#steps[place].id}`);
    scrollTo(0, 0);
    // A screen reader says the heading that has the focus; the place follows from the live region.
    this.#steps[place].querySelector("h2").focus({ preventScroll: true });
    this.#announce(this.#root.querySelector("[data-place-shown]").textContent);
  }

  #show(place) {
    this.#place = place;
    this.#steps.forEach((step, number) => { step.hidden = number !== place; });
    const words = this.#root.dataset.place.replace("%1", place + 1).replace("%2", this.#steps.length);
    this.#root.querySelector("[data-place-shown]").textContent = words;
    this.#root.querySelectorAll(".present-step-link").forEach((link, number) => {
      if (number === place) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    });
  }
}

const KEYS = {
  " ": Presentation.prototype.forward,
  "Enter": Presentation.prototype.forward,
  "ArrowRight": Presentation.prototype.forward,
  "ArrowLeft": Presentation.prototype.back,
  "f": Presentation.prototype.fullScreen,
  "F": Presentation.prototype.fullScreen,
  "Escape": Presentation.prototype.leave,
};
