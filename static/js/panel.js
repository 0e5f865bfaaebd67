/*
 * The desk in a frame of another program's page (docs/panel.md). What that page says is believed only when it comes from our own parent
 * and from an origin that the administrator allowed; what was used goes back to that origin and to no other.
 *
 * What a customer said and the token stand in no address: they come by message, or in the fragment, which is taken out of the address
 * before anything else happens.
 */
import { useBearer } from "./form-token.js";
import { rememberValues } from "./placeholders.js";

export function startPanel(root, desk) {
  if (!root) return;
  const fragment = takeFragment();
  const panel = new Panel(root, desk);
  panel.begin(fragment);
}

function takeFragment() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  return Object.fromEntries(given);
}

class Panel {
  #root;
  #desk;
  #allowed;
  #peer = null;

  constructor(root, desk) {
    this.#root = root;
    this.#desk = desk;
    this.#allowed = root.dataset.panelOrigins.split(" ").filter(Boolean);
    addEventListener("message", (event) => this.#hear(event));
    root.addEventListener("casebook:said", (event) => this.#tell(event));
    root.addEventListener("click", openOutside, { capture: true });
  }

  /** `given`: q, category, caller, token, and values of placeholders by their names. */
  begin({ q, token, category, ...values }) {
    const around = parentOrigin();
    if (this.#allowed.includes(around)) this.#peer = around;
    this.#take({ text: q, token: this.#peer ? token : undefined, category, values });
    if (this.#peer) this.#send({ type: "casebook:ready" });
  }

  #hear(event) {
    const trusted = event.source === parent && parent !== window && this.#allowed.includes(event.origin);
    if (!trusted || event.data?.type !== "casebook:call") return;
    this.#peer = event.origin;
    this.#take(event.data);
  }

  #take({ token, text, category, caller, values }) {
    if (typeof token === "string" && token) this.#open(token);
    if (typeof text === "string") this.#desk.fill(text, typeof category === "string" ? category : "");
    if (typeof caller === "string") rememberValues({ caller });
    if (values && typeof values === "object") rememberValues(values);
  }

  #open(token) {
    useBearer(token, this.#peer);
    this.#root.querySelector("[data-panel-closed]")?.remove();
  }

  #tell({ target, detail }) {
    const link = target.querySelector("[data-card-link]");
    this.#send({
      type: "casebook:said",
      verdict: detail.verdict,
      case: { id: Number(target.dataset.card), title: link.textContent, url: link.href },
      script: detail.text,
    });
  }

  #send(message) {
    if (this.#peer && parent !== window) parent.postMessage(message, this.#peer);
  }
}

/** Of the page around this one: as the browser knows it, else where it says it came from. */
function parentOrigin() {
  if (parent === window) return null;
  const [nearest] = location.ancestorOrigins ?? [];
  if (nearest) return nearest;
  try {
    return new URL(document.referrer).origin;
  } catch {
    return null;
  }
}

/** A page of the library needs the cookies that a frame does not get: it opens in a window of its own. */
function openOutside(event) {
  const link = event.target.closest("a[href]");
  if (!link) return;
  link.target = "_blank";
  link.rel = "noopener";
}
