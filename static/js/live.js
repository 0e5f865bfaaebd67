/*
 * Hears from the server that there is something new, and shows it above the page without taking the focus. One stream for each page
 * that is in sight: browsers allow six connections to a site, and pages nobody sees need no news. Where streams do not get through
 * (a proxy that holds them back), it asks every half minute.
 */
const POLL_MILLISECONDS = 30000;

export function startLive(document, announce) {
  const strip = document.querySelector("[data-news]");
  return strip ? new Live(document, strip, announce) : null;
}

class Live {
  #document;
  #strip;
  #announce;
  #source = null;
  #poll;
  #unseen;
  #listeners = new Map();

  constructor(document, strip, announce) {
    this.#document = document;
    this.#strip = strip;
    this.#announce = announce;
    this.#unseen = Number(this.#count().textContent);
    document.addEventListener("visibilitychange", () => this.#follow());
    addEventListener("pagehide", () => this.#stop());
    addEventListener("pageshow", () => this.#follow());
    if (this.#unseen > 0) this.#fetchNews();
    this.#follow();
  }

  /** `heard` is called when the server says `name`, and when the stream begins anew: something may have been missed. */
  listen(name, heard) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), heard]);
  }

  #follow() {
    if (this.#document.visibilityState !== "visible") return this.#stop();
    if (this.#source) return;
    this.#source = new EventSource(this.#strip.dataset.stream);
    this.#source.addEventListener("hello", (event) => this.#greet(Number(event.data)));
    this.#source.addEventListener("notices", () => this.#fetchNews());
    this.#source.addEventListener("desk", () => this.#tell("desk"));
    this.#source.addEventListener("error", () => this.#pollWhileClosed());
  }

  #stop() {
    this.#source?.close();
    this.#source = null;
    clearTimeout(this.#poll);
  }

  #greet(unseen) {
    clearTimeout(this.#poll);
    if (unseen !== this.#unseen) this.#fetchNews();
    this.#tell("desk");
  }

  /** A stream that only broke off is taken up again by the browser; one that was refused is not. */
  #pollWhileClosed() {
    if (this.#source?.readyState !== EventSource.CLOSED) return;
    this.#source = null;
    clearTimeout(this.#poll);
    this.#poll = setTimeout(() => {
      this.#fetchNews();
      this.#tell("desk");
      this.#follow();
    }, POLL_MILLISECONDS);
  }

  #tell(name) {
    for (const heard of this.#listeners.get(name) ?? []) heard();
  }

  async #fetchNews() {
    const response = await fetch(this.#strip.dataset.source).catch(() => null);
    if (!response?.ok) return;
    const parsed = new DOMParser().parseFromString(await response.text(), "text/html").body.firstElementChild;
    this.#show(parsed, Number(parsed.dataset.unseen));
  }

  #show(news, unseen) {
    const grew = unseen > this.#unseen;
    this.#unseen = unseen;
    this.#count().textContent = String(unseen);
    this.#count().hidden = unseen === 0;
    this.#strip.replaceChildren(...news.childNodes);
    this.#strip.hidden = unseen === 0;
    const first = this.#strip.querySelector(".news-item");
    if (grew && first) this.#announce(first.textContent.trim());
  }

  #count() {
    return this.#document.querySelector("[data-notices-count]");
  }
}
