/*
 * "Still right?" on a card of the desk: the case is withdrawn, flagged or confirmed without leaving the call. The forms work by themselves
 * on every page; here they are sent in the background, and what was done is said in the line that can take it back.
 */
import { post } from "./form-token.js";

/** `tell(words, undo)`: says it for ten seconds; `undo` may be missing. */
export function startJudging(region, { words, tell, searchAgain }) {
  region.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-judge]");
    if (!form) return;
    event.preventDefault();
    judge(form, { words, tell, searchAgain });
  });
}

async function judge(form, { words, tell, searchAgain }) {
  const what = form.dataset.judge;
  const failure = await send(form.action, new FormData(form));
  if (failure) return tell(failure.title ?? words("failed"));
  form.reset();
  form.closest("details").open = false;
  tell(words(`judge-${what}`), what === "withdraw" ? () => bringBack(form, { words, tell, searchAgain }) : undefined);
  if (what !== "flag") searchAgain();
}

async function bringBack(form, { words, tell, searchAgain }) {
  const failure = await send(form.action.replace(/withdraw$/, "restore"), new FormData());
  if (failure) return tell(failure.title ?? words("failed"));
  tell(words("undone"));
  searchAgain();
}

/** Nothing when it was done; else the server's problem document, or an empty one when it could not be reached. */
async function send(address, body) {
  try {
    const response = await post(address, { body, headers: { Accept: "application/json" } });
    return response.ok ? null : await response.json();
  } catch {
    return {};
  }
}
