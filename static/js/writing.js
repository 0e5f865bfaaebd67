/*
 * The form of an entry: Ctrl+Enter saves from anywhere in it, and what came back with it (errors, a preview, a conflict)
 * has the focus, so that it is read first. Without this module it is a form like any other.
 */
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
}
