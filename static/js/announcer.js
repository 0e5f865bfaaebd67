/*
 * Owns the one live region of the page: everything that changes without the focus moving there is
 * said here, politely, and only once the changes have settled, so that typing is not talked over.
 */
const SETTLE_MILLISECONDS = 500;

export function createAnnouncer(region) {
  let timer;

  return function announce(message) {
    clearTimeout(timer);
    timer = setTimeout(() => say(region, message), SETTLE_MILLISECONDS);
  };
}

function say(region, message) {
  // Emptied first: a live region is silent when its text stays the same, as it does when two cards are copied.
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = message; });
}
