// The theme form posts like any other; with scripts the page need not be loaded again for it.
const dark = matchMedia("(prefers-color-scheme: dark)");

export function startTheme() {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-theme-form]")) return;
    event.preventDefault();
    const page = document.documentElement;
    const shown = page.dataset.theme === "auto" ? (dark.matches ? "dark" : "light") : page.dataset.theme;
    page.dataset.theme = shown === "dark" ? "light" : "dark";
    const body = new FormData(form);
    body.set("theme", page.dataset.theme);
    try {
      await fetch(form.action, { method: "POST", body, redirect: "manual" });
    } catch {
      // Offline: the page has its theme, only the next visit will not know it.
    }
  });
}
