// Watches what Blazor changes inside [data-live] and says so: the live dot gets the time, a changed [data-flash] flashes,
// a new [data-row] slides in. The server sends only the change itself.

const many = 12; // More than this at once is a storm, and a storm of flashes tells nobody anything.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function flash(cell) {
  cell.animate([{ backgroundColor: "var(--accent-soft)" }, { backgroundColor: "transparent" }], { duration: 600, easing: "ease-out" });
}

function arrive(row) {
  row.animate([{ opacity: 0, transform: "translateY(-6px)" }, { opacity: 1, transform: "none" }], { duration: 180, easing: "ease-out" });
}

const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

export function startNews() {
  let settled = false;
  const stamp = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

  const read = (changes) => {
    const live = changes.filter((c) => elementOf(c.target)?.closest("[data-live]"));
    if (live.length === 0) return;
    for (const time of document.querySelectorAll(".live-time")) time.textContent = stamp.format(new Date());
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
