/*
 * The banner above the desk: what gathers on one case just now. It is fetched anew when the server says that it changed, and read out
 * only when there is something new in it.
 */
export function startBursts(element, live, announce) {
  if (!element || !live) return;
  live.listen("desk", async () => {
    const response = await fetch(element.dataset.bursts).catch(() => null);
    if (!response?.ok) return;
    const news = new DOMParser().parseFromString(await response.text(), "text/html").body;
    if (news.textContent.trim() === element.textContent.trim()) return;
    element.replaceChildren(...news.childNodes);
    const first = element.querySelector(".burst-words");
    if (first) announce(first.textContent.trim());
  });
}
