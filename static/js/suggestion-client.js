/*
 * Asks the server for precedents. Only the newest question counts: an earlier one is aborted, and
 * should its answer still arrive it is dropped, because a late answer to an old half sentence is a wrong one.
 *
 * The text travels in the body of a POST, never in an address: addresses end up in histories and logs.
 */
import { post } from "./form-token.js";

const PATIENCE_MILLISECONDS = 8000;

const TOO_MANY_REQUESTS = 429;

export const SUPERSEDED = Object.freeze({ superseded: true });

export class SuggestionClient {
  #url;
  #limit;
  #sequence = 0;
  #running = null;

  constructor(url, limit) {
    this.#url = url;
    this.#limit = limit;
  }

  /**
   * Resolves to {html}, to {failure: {kind, passing, message?, hint?}} or to SUPERSEDED; never rejects.
   * `without`: cases that the agent put aside; `category`: that the agent chose, empty when it is guessed. A failure is passing when the same question may well be answered a few seconds later.
   */
  async ask(text, { without = [], category = "" } = {}) {
    this.cancel();
    const sequence = this.#sequence;
    const controller = this.#running = new AbortController();
    const impatience = setTimeout(() => controller.abort(), PATIENCE_MILLISECONDS);
    const outcome = await this.#fetch(this.#form(text, without, category), controller.signal);
    clearTimeout(impatience);
    return sequence === this.#sequence ? outcome : SUPERSEDED;
  }

  cancel() {
    this.#sequence += 1;
    this.#running?.abort();
    this.#running = null;
  }

  async #fetch(body, signal) {
    try {
      const response = await post(this.#url, { body, signal });
      return response.ok && !response.redirected ? { html: await response.text() } : { failure: await refusal(response) };
    } catch {
      return { failure: { kind: signal.aborted ? "slow" : "offline", passing: true } };
    }
  }

  #form(text, without, category) {
    const form = new FormData();
    form.set("text", text);
    form.set("limit", this.#limit);
    if (category) form.set("category", category);
    if (without.length > 0) form.set("without", without.join(","));
    return form;
  }
}

/** The server's own words (RFC 9457) where it gave any; it may also be a proxy that answers. */
async function refusal(response) {
  const problem = await response.json().catch(() => ({}));
  const passing = response.status >= 500 || response.status === TOO_MANY_REQUESTS;
  return { kind: "refused", passing, message: problem.title, hint: problem.hint ?? problem.detail };
}
