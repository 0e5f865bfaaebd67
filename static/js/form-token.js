/*
 * Requests of our own scripts bring the token of the session, as forms do in a hidden field. A desk that stays open while somebody
 * signs in anew in another tab has the old one: it asks for the new one and tries once more.
 */
const HEADER = "X-CSRF-Token";
const FORBIDDEN = 403;

const meta = () => document.querySelector("meta[name=csrf-token]");

/** As fetch(), for POST. */
export async function post(url, { body, signal, headers = {} } = {}) {
  const response = await send(url, body, signal, headers);
  if (bearer || response.status !== FORBIDDEN || !await renewToken(signal)) return response;
  return send(url, body, signal, headers);
}

/** Set in the panel (panel.js): requests then go in the name of its token, and without cookies. */
let bearer = null;

export function useBearer(token, origin) {
  bearer = token ? { Authorization: `Bearer ${token}`, "X-Panel-Origin": origin } : null;
}

function send(url, body, signal, headers) {
  const name = bearer ?? { [HEADER]: meta()?.content ?? "" };
  return fetch(url, {
    method: "POST", body, signal, headers: { ...headers, ...name }, credentials: bearer ? "omit" : "same-origin",
  });
}

async function renewToken(signal) {
  const response = await fetch("/form-token", { signal });
  if (!response.ok) return false;
  const { csrf_token: token } = await response.json();
  const element = meta();
  if (!token || !element) return false;
  element.content = token;
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = token;
  return true;
}
