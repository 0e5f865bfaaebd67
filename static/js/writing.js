/*
 * The form of an entry: Ctrl+Enter saves from anywhere in it, a second press while it is on its way sends nothing (it would
 * write a new entry twice), and what came back with it (errors, a preview, a conflict) has the focus, so that it is read
 * first. Without this module it is a form like any other.
 */
/** A save that the person stopped can be sent again after this long. */
const PATIENCE_MILLISECONDS = 5000;

export function startWriting(document) {
  const form = document.querySelector("[data-writing]");
  if (!form) return;
  document.querySelector("[data-form-news]")?.focus();
  form.addEventListener("keydown", (event) => {
    const wanted = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing;
    if (!wanted) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[value=save]"));
  });
  sendOnce(form);
}

function sendOnce(form) {
  let underWay = false;
  form.addEventListener("submit", (event) => {
    if (underWay) return event.preventDefault();
    underWay = true;
    setTimeout(() => { underWay = false; }, PATIENCE_MILLISECONDS);
  });
  // Back brings the page out of the browser's cache as it was left.
  addEventListener("pageshow", () => { underWay = false; });
}
