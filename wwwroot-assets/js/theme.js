// The theme form posts like any other; with scripts the page need not be loaded again for it.
export function startTheme() {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-theme-form]")) return;
    event.preventDefault();
    const chosen = event.submitter?.value ?? "auto";
    document.documentElement.dataset.theme = chosen;
    for (const button of form.querySelectorAll("button[value]")) button.setAttribute("aria-pressed", String(button.value === chosen));
    const body = new FormData(form);
    body.set("theme", chosen);
    try {
      await fetch(form.action, { method: "POST", body, redirect: "manual" });
    } catch {
      // Offline: the page has its theme, only the next visit will not know it.
    }
  });
}
