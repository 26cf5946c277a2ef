// The keyboard, once for the whole application, by what the markup says:
//   [data-rows] arrows move between its [data-row], Home and End too
//   [data-key="c"] inside the focused row (or, failing that, on the page) is clicked by that letter
//   [data-open] is what Enter on a row opens;  [data-close] is what Esc presses;  [data-search] is what Ctrl+K presses;
//   [data-undo] is what Ctrl+Z presses, but for what is typed, which the browser takes back itself

const typing = (element) => element?.matches("input, textarea, select, [contenteditable=true]");
const shown = (element) => element?.checkVisibility?.() ?? true;
const press = (element) => { element.click(); return true; };
let from = null; // where the focus was before something opened

function inRow(event, row) {
  const rows = [...row.closest("[data-rows]").querySelectorAll("[data-row]")];
  const at = rows.indexOf(row);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to !== undefined) {
    rows[Math.min(Math.max(to, 0), rows.length - 1)].focus();
    return true;
  }
  const open = row.querySelector("[data-open]");
  return event.key === "Enter" && event.target === row && open ? press(open) : false;
}

function byLetter(key, row) {
  const wanted = `[data-key="${CSS.escape(key.toLowerCase())}"]`;
  const found = row?.querySelector(wanted) ?? [...document.querySelectorAll(wanted)].find((e) => !e.closest("[data-row]") && shown(e));
  return found ? press(found) : false;
}

function escape(event) {
  const scope = event.target.closest?.("[data-row]") ?? document;
  const close = scope.querySelector("[data-close]") ?? document.querySelector("[data-close]");
  if (close) {
    press(close);
    (event.target.closest?.("[data-row]") ?? from)?.focus?.();
    return true;
  }
  const row = typing(event.target) ? event.target.closest("[data-row]") : null;
  (row ?? event.target).blur?.();
  row?.focus();
  return false;
}

function handle(event) {
  if (event.isComposing) return false;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
    const search = document.querySelector("[data-search]");
    from = document.activeElement;
    return search ? press(search) : false;
  }
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "z" && !typing(event.target)) {
    const undo = document.querySelector("[data-undo]");
    return undo ? press(undo) : false;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === "Escape") return escape(event);
  if (typing(event.target)) return false;
  const row = event.target.closest?.("[data-row]");
  if (row && inRow(event, row)) return true;
  // After navigation the heading has the focus; from there, as from nowhere, an arrow goes into the first list.
  if (!row && (event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.matches("body, h1")) {
    const first = document.querySelector("[data-rows] [data-row]");
    first?.focus();
    return Boolean(first);
  }
  return event.key.length === 1 && byLetter(event.key, row);
}

export function startKeys() {
  // In the capture phase nothing of a dialog has answered yet, so wait for the bubble: a dialog's own Esc comes first.
  document.addEventListener("keydown", (event) => {
    if (!event.defaultPrevented && !document.querySelector(".mud-dialog-container, dialog[open]") && handle(event)) event.preventDefault();
  });
  // What has just been opened to be written in says so itself; the server need not send the focus after it.
  new MutationObserver((changes) => {
    for (const added of changes.flatMap((c) => [...c.addedNodes])) {
      const wants = added.nodeType === Node.ELEMENT_NODE && (added.matches("[data-focus]") ? added : added.querySelector("[data-focus]"));
      if (wants) wants.focus();
    }
  }).observe(document.body, { subtree: true, childList: true });
}
