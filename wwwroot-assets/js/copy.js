// [data-copy="id"] takes the text of that field along and says so on itself; where the clipboard is closed (no https) the text is marked to be taken by hand.
export function startCopy() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    const field = button && document.getElementById(button.dataset.copy);
    if (!field) return;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      return;
    }
    const said = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { if (button.textContent === button.dataset.copied) button.textContent = said; }, 2000);
  });
}
