// What is half written survives a lost line, a restart of the server and a reload: [data-draft="call-17"] keeps its text in
// this tab until it is emptied, or [data-draft-done] shows that all of it has arrived. What has not arrived opens itself again:
// [data-draft-open] is the button that leads to the field, or to the form. [data-draft-form="client-17"] keeps all its fields until the form
// was sent or closed, and has gone. A box keeps whether it is ticked, a group of radio buttons which one.
const stored = (name) => `draft:${name}`;
const kept = (name) => sessionStorage.getItem(stored(name));
const forget = (name) => sessionStorage.removeItem(stored(name));

function nameOf(field) {
  if (field.dataset?.draft) return field.dataset.draft;
  const form = field.id && field.closest?.("[data-draft-form]");
  return form ? `${form.dataset.draftForm}/${field.type === "radio" ? field.name : field.id}` : null;
}

const valueOf = (field) => (field.type === "checkbox" ? (field.checked ? "ticked" : "empty") : field.value);

function restoreTick(field, text) {
  const wanted = field.type === "radio" ? text === field.value : text === "ticked";
  if (!text || field.checked === wanted || (field.type === "radio" && !wanted)) return;
  field.checked = wanted;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function restore(field) {
  const text = kept(nameOf(field));
  if (field.type === "radio" || field.type === "checkbox") return restoreTick(field, text);
  if (!text || text === field.value) return;
  // Part of a note may have arrived before the line broke; anything else in the field is newer than the draft.
  if (field.dataset.draft && !text.startsWith(field.value)) return;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function settle(shown) {
  const text = kept(shown.dataset.draftDone);
  if (text && shown.textContent.includes(text.trim())) forget(shown.dataset.draftDone);
}

// A field of that name, or any of a form's.
const waits = (name) => kept(name) !== null || Object.keys(sessionStorage).some((one) => one.startsWith(stored(`${name}/`)));

function reopen(button) {
  if (waits(button.dataset.draftOpen) && button.getAttribute("aria-expanded") !== "true") button.click();
}

function leave(form) {
  if (form.dataset.left) form.querySelectorAll("input, select, textarea").forEach((field) => forget(`${form.dataset.draftForm}/${field.type === "radio" ? field.name : field.id}`));
}

const within = (node, what) => [...(node.matches(what) ? [node] : []), ...node.querySelectorAll(what)];
const elements = (nodes) => [...nodes].filter((node) => node.nodeType === Node.ELEMENT_NODE);

function keep(event) {
  const name = nameOf(event.target);
  if (!name) return;
  if (event.target.value) sessionStorage.setItem(stored(name), valueOf(event.target));
  else forget(name);
}

export function startDrafts() {
  const leaving = (event) => {
    const form = event.type === "submit" ? event.target.closest("[data-draft-form]") : event.target.closest?.("[data-close]")?.closest("[data-draft-form]");
    if (form?.matches("[data-draft-form]")) form.dataset.left = "yes";
  };
  document.addEventListener("input", keep);
  document.addEventListener("submit", leaving, true);
  document.addEventListener("click", leaving, true);
  new MutationObserver((changes) => {
    changes.flatMap((c) => elements(c.removedNodes)).flatMap((node) => within(node, "[data-draft-form]")).forEach(leave);
    const added = changes.flatMap((c) => elements(c.addedNodes)).filter((node) => node.isConnected);
    // A parent and its child are often both reported; a button pressed twice would close what it opened.
    const fresh = (what) => new Set(added.flatMap((node) => within(node, what)));
    fresh("[data-draft-done]").forEach(settle);
    fresh("[data-draft], [data-draft-form] :is(input, select, textarea)").forEach(restore);
    fresh("[data-draft-open]").forEach(reopen);
  }).observe(document.body, { subtree: true, childList: true });
}
