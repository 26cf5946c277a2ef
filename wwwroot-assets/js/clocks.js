// <time data-since="2026-01-31T09:30:00Z"> counts up, data-until counts down to zero; data-fresh shows no time. What is past
// its data-limit (seconds), or at zero, gets data-over. One timer for all of them.

/** The office's server says what time it is; the clock of a reception PC may be minutes off. */
export function serverOffset(root = document) {
  const told = Date.parse(root.querySelector("meta[name=server-time]")?.content ?? "");
  return Number.isNaN(told) ? 0 : told - Date.now();
}

/** Words for a moment as the office's wall clock has it, wherever the browser stands: cards and lists say it so too. */
export const officeWords = (options, language = document.documentElement.lang) => new Intl.DateTimeFormat(language || "en", { timeZone: document.documentElement.dataset.zone, ...options });

const days = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "day", unitDisplay: "short" });

export function spell(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds >= 86_400) return days.format(Math.floor(seconds / 86_400));
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function tick(offset) {
  const now = Date.now() + offset;
  for (const clock of document.querySelectorAll("[data-since],[data-until],[data-fresh]")) {
    const { since, until, fresh, limit } = clock.dataset;
    const span = until ? Date.parse(until) - now : now - Date.parse(since ?? fresh);
    const text = fresh ? null : spell(span);
    if (text !== null && clock.textContent !== text) clock.textContent = text;
    const over = until ? span <= 0 : limit !== undefined && span >= limit * 1000;
    if (clock.hasAttribute("data-over") !== over) clock.toggleAttribute("data-over", over);
  }
}

/** `unnoticed` runs the ticking without the page taking it for news. */
export function startClocks(unnoticed) {
  const offset = serverOffset();
  const next = () => {
    if (!document.hidden) unnoticed(() => tick(offset));
    // On the full second of the server, so that all clocks of a page turn together.
    setTimeout(next, 1000 - ((Date.now() + offset) % 1000));
  };
  // A clock that has just arrived must not stay empty until the next second.
  new MutationObserver((changes) => {
    if (changes.some((c) => c.type === "attributes" || c.addedNodes.length > 0)) unnoticed(() => tick(offset));
  }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-since", "data-until", "data-fresh"] });
  next();
}
