/*
 * The small panels of the masthead (keys, preferences). They are <details>, so they open without
 * this module; it only closes them when attention moves elsewhere, as panels that cover text should.
 */
export function startPopovers(document) {
  const popovers = [...document.querySelectorAll("[data-popover]")];

  document.addEventListener("click", (event) => {
    close(popovers.filter((popover) => !popover.contains(event.target)));
  });
  for (const popover of popovers) {
    popover.addEventListener("toggle", () => {
      if (popover.open) close(popovers.filter((other) => other !== popover));
    });
  }

  return {
    /** True if there was one to close. */
    closeAll: () => close(popovers),
    toggle: (name) => toggle(popovers.find((popover) => popover.dataset.popover === name)),
  };
}

function toggle(popover) {
  if (popover) popover.open = !popover.open;
}

function close(popovers) {
  const open = popovers.filter((popover) => popover.open);
  for (const popover of open) {
    const focusInside = popover.contains(document.activeElement);
    popover.open = false;
    if (focusInside) popover.querySelector("summary").focus();
  }
  return open.length > 0;
}
