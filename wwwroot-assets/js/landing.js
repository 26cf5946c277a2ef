// A link may lead to one row of the page it opens: clients/17#activity-204, or by the moment of a contact, clients/17#2026-11-20T10:15:00Z.
// The rows come later than the page; when the one that is meant stands there, it is shown, lit up and takes the focus.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const meant = (hash) => document.getElementById(hash) ?? document.querySelector(`[data-contact="${CSS.escape(hash)}"]`);

function land(row) {
  row.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  // After a navigation Blazor gives the focus to the heading; where that comes second, the row has it back.
  document.addEventListener("focusin", ({ target }) => { if (target.localName === "h1") row.focus({ preventScroll: true }); }, { once: true, signal: AbortSignal.timeout(2000) });
  row.animate([{ backgroundColor: "var(--accent-soft)" }, { backgroundColor: "var(--accent-soft)", offset: 0.6 }, { backgroundColor: "transparent" }], { duration: 2400, easing: "ease-out" });
}

export function startLanding() {
  let landed = location.href;
  const look = () => {
    if (location.href === landed) return;
    const hash = decodeURIComponent(location.hash.slice(1));
    // "#content" is the way past the navigation, which the browser goes by itself.
    const row = hash && hash !== "content" ? meant(hash) : null;
    if (hash && hash !== "content" && !row) return;
    landed = location.href;
    if (row) land(row);
  };
  if (location.hash) landed = "";
  new MutationObserver((changes) => { if (changes.some((c) => c.addedNodes.length > 0)) look(); }).observe(document.body, { subtree: true, childList: true });
}
