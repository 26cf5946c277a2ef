// Watches what Blazor changes inside [data-live] and says so: the live dot gets the time, a changed [data-flash] flashes,
// a new [data-row] slides in. The server sends only the change itself.
import { officeWords, serverOffset } from "./clocks.js";

const many = 12; // More than this at once is a storm, and a storm of flashes tells nobody anything.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function flash(cell) {
  cell.animate([{ backgroundColor: "var(--accent-soft)" }, { backgroundColor: "transparent" }], { duration: 600, easing: "ease-out" });
}

function arrive(row) {
  row.animate([{ opacity: 0, transform: "translateY(-6px)" }, { opacity: 1, transform: "none" }], { duration: 180, easing: "ease-out" });
}

/** A row that has just moved under the pointer takes no click: it was meant for the one that was there. */
function guardClicks() {
  const patience = 400;
  const moved = new WeakMap();
  document.addEventListener("click", (event) => {
    // Keyboards and scripts click with detail 0.
    const list = event.detail > 0 ? event.target.closest("[data-rows]") : null;
    if (list && performance.now() - (moved.get(list) ?? -patience) < patience) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, { capture: true });
  return (changes) => {
    for (const { target, type } of changes) {
      if (type === "childList" && target.matches?.("[data-rows]:hover")) moved.set(target, performance.now());
    }
  };
}

const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

export function startNews() {
  let settled = false;
  const guard = guardClicks();
  const offset = serverOffset();
  const stamp = officeWords({ hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

  const read = (changes) => {
    const live = changes.filter((c) => elementOf(c.target)?.closest("[data-live]"));
    if (live.length === 0) return;
    guard(live);
    const now = stamp.format(Date.now() + offset);
    for (const time of document.querySelectorAll(".live-time")) if (time.textContent !== now) time.textContent = now;
    // The time we have just written is no news either.
    observer.takeRecords();
    if (!settled) {
      // What stands there when the page opens is no news.
      setTimeout(() => { settled = true; }, 1500);
      return;
    }
    if (calm.matches) return;
    const cells = new Set(live.map((c) => elementOf(c.target)?.closest("[data-flash]")).filter(Boolean));
    const rows = live.flatMap((c) => [...c.addedNodes]).filter((n) => n.nodeType === Node.ELEMENT_NODE && n.matches("[data-row]"));
    if (cells.size <= many) cells.forEach(flash);
    if (rows.length <= many) rows.forEach(arrive);
  };

  const observer = new MutationObserver(read);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: ["data-tone", "data-state"] });

  return {
    unnoticed(work) {
      const before = observer.takeRecords();
      if (before.length > 0) read(before);
      work();
      observer.takeRecords();
    },
  };
}
