// <dialog data-modal> opens itself as soon as it stands in the page: the browser then holds the focus in it and makes the page behind
// it still. Esc presses its [data-close], because only the server may take it away. When it has gone, the focus is where it was.
const elements = (nodes) => [...nodes].filter((node) => node.nodeType === Node.ELEMENT_NODE);
const within = (nodes, what) => elements(nodes).flatMap((node) => [...(node.matches(what) ? [node] : []), ...node.querySelectorAll(what)]);

const ask = (event) => {
  if (!event.target.matches?.("dialog[data-modal]")) return;
  event.preventDefault();
  event.target.querySelector("[data-close]")?.click();
};

export function startDialogs() {
  const before = new Map();
  // A browser may close a dialog that has been asked twice without another word; then there is only "close".
  document.addEventListener("cancel", ask, true);
  document.addEventListener("close", ask, true);
  new MutationObserver((changes) => {
    for (const dialog of changes.flatMap((c) => within(c.addedNodes, "dialog[data-modal]"))) {
      if (dialog.open || !dialog.isConnected) continue;
      before.set(dialog, document.activeElement);
      dialog.showModal();
    }
    for (const dialog of changes.flatMap((c) => within(c.removedNodes, "dialog[data-modal]"))) {
      const focused = before.get(dialog);
      before.delete(dialog);
      // What had the focus may have gone with the dialog's own doing: a decision takes its buttons away.
      if (!dialog.isConnected) (focused?.isConnected ? focused : document.querySelector("main h2[tabindex]"))?.focus();
    }
  }).observe(document.body, { subtree: true, childList: true });

  // Small menus (<details class="pick">) close when something else is wanted.
  document.addEventListener("pointerdown", ({ target }) => {
    for (const menu of document.querySelectorAll("details.pick[open]")) if (!menu.contains(target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.("details.pick[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.preventDefault();
  });
}
