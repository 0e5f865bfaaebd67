/*
 * How long it takes from the first keystroke of a call to the first suggestion that was copied or used. One number a call, told once; no
 * words and no name go with it.
 */
import { post } from "./form-token.js";

export class FirstUseful {
  #address;
  #now;
  #begun = null;

  constructor(address, now = () => performance.now()) {
    this.#address = address;
    this.#now = now;
  }

  /** A text that was brought back (Back, reload) was begun some other time and is not measured. */
  typed() {
    this.#begun ??= this.#now();
  }

  /** The next call begins with its own first keystroke. */
  over() {
    this.#begun = null;
  }

  /** `outcome`: copied or used. */
  useful(outcome) {
    if (this.#begun === null || this.#begun === TOLD) return;
    const body = new FormData();
    body.set("milliseconds", Math.round(this.#now() - this.#begun));
    body.set("outcome", outcome);
    this.#begun = TOLD;
    post(this.#address, { body }).catch(() => {});  // a figure that is lost hurts nobody
  }
}

/** Stays until the call is over: only the first one counts. */
const TOLD = Symbol("told");
