// What is half written survives a lost line, a restart of the server and a reload: [data-draft="call-17"] keeps its text in
// this tab until it is emptied or [data-draft-done] says it has arrived.
const key = (field) => `draft:${field.dataset.draft}`;

function restore(field) {
  const kept = sessionStorage.getItem(key(field));
  if (!kept || field.value) return;
  field.value = kept;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

export function startDrafts() {
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.dataset?.draft) return;
    if (field.value) sessionStorage.setItem(key(field), field.value);
    else sessionStorage.removeItem(key(field));
  });
  new MutationObserver((changes) => {
    for (const added of changes.flatMap((c) => [...c.addedNodes])) {
      if (added.nodeType !== Node.ELEMENT_NODE) continue;
      const done = added.matches("[data-draft-done]") ? added : added.querySelector("[data-draft-done]");
      if (done) sessionStorage.removeItem(`draft:${done.dataset.draftDone}`);
      const fields = added.matches("[data-draft]") ? [added] : added.querySelectorAll("[data-draft]");
      fields.forEach(restore);
    }
  }).observe(document.body, { subtree: true, childList: true });
}
