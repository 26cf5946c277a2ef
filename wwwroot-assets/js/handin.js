// What a script adds to the form for brokers, which works without one: the answer comes into the page, so chosen files stay chosen; a file that is too
// large is told before it travels; a line that breaks loses nothing; the button sends once.
const within = (page, what) => page.querySelector(what);

function say(form, text) {
  let alert = within(document, "#problems");
  if (!alert) {
    alert = Object.assign(document.createElement("div"), { id: "problems", className: "alert", tabIndex: -1 });
    alert.setAttribute("role", "alert");
    form.before(alert);
  }
  alert.textContent = text;
  alert.focus();
}

function complaint(form) {
  const files = [...(within(form, "input[type=file]")?.files ?? [])];
  if (files.length > Number(form.dataset.most)) return form.dataset.many;
  const large = files.find((file) => file.size > Number(form.dataset.bytes));
  return large && `${large.name}: ${form.dataset.large}`;
}

function show(html, form) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const [chosen, slot] = [within(form, "input[type=file]"), within(page, "input[type=file]")];
  if (chosen?.files.length && slot) {
    slot.replaceWith(chosen);
    within(page, "#h-Documents:not(.wrong *)")?.remove();
    within(page, "#h-Documents .again")?.remove();
  }
  document.documentElement.lang = page.documentElement.lang;
  document.title = page.title;
  document.body.replaceChildren(...page.body.childNodes);
  const first = within(document, "#problems") ?? within(document, "h1");
  first.tabIndex = -1;
  first.focus();
}

// Beside the field and at once: whoever chose a film instead of a scan goes on typing under a wrong choice else.
document.addEventListener("change", ({ target }) => {
  if (target.type !== "file" || target.form?.id !== "f") return;
  const [wrong, field] = [complaint(target.form), target.closest("p")];
  let note = within(field, "#h-Documents");
  if (wrong && !note) {
    note = Object.assign(document.createElement("small"), { id: "h-Documents" });
    note.setAttribute("role", "alert");
    target.after(note);
  }
  if (wrong) note.textContent = wrong;
  else note?.remove();
  field.classList.toggle("wrong", Boolean(wrong));
});

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (form.id !== "f") return;
  event.preventDefault();
  const speaks = submitter?.name === "Speak";
  const wrong = !speaks && complaint(form);
  if (wrong) return say(form, wrong);
  const button = within(form, "button[type=submit]");
  const [body, said] = [new FormData(form, submitter), button.textContent];
  // To be read in another language no file need travel.
  if (speaks) body.delete("Documents");
  if (button.disabled) return;
  button.disabled = true;
  button.textContent = form.dataset.sending;
  try {
    const to = speaks ? submitter.formAction : location.href;
    const answer = await fetch(to, { method: "POST", body });
    const html = await answer.text();
    // Too many at once, or no answer of ours: the page stays as it is.
    if (answer.status === 429 || answer.status >= 500) throw new Error(answer.statusText);
    if (speaks) history.replaceState(null, "", to);
    show(html, form);
  } catch {
    say(form, form.dataset.lost);
    button.disabled = false;
    button.textContent = said;
  }
});
