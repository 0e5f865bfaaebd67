/*
 * Keeps the complaint for this tab only, so that Back from a case finds the desk as it was left.
 * Session storage and nothing longer-lived: these are a customer's words on a shared computer.
 */
const KEY = "casebook.complaint";

export function rememberComplaint(text) {
  withStorage((storage) => storage.setItem(KEY, text));
}

export function forgetComplaint() {
  withStorage((storage) => storage.removeItem(KEY));
}

export function rememberedComplaint() {
  return withStorage((storage) => storage.getItem(KEY)) ?? "";
}

/** Storage may be switched off by policy or full; the desk works without it. */
function withStorage(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}
