// The line to the server: reconnect, else resume, else load the page again. Blazor tells the dialog what it is doing;
// the dialog waits two seconds before it says a word, so a short loss goes unseen.
const patience = 2000;

export function startReconnect() {
  const dialog = document.getElementById("components-reconnect-modal");
  const back = new Set();
  if (!dialog) return { onBack: () => {} };
  let waiting = 0;

  const broken = (is) => {
    if (is) document.documentElement.dataset.line = "broken";
    else delete document.documentElement.dataset.line;
  };
  const retryWhenSeen = () => { if (document.visibilityState === "visible") retry(); };
  const close = () => {
    clearTimeout(waiting);
    waiting = 0;
    broken(false);
    document.removeEventListener("visibilitychange", retryWhenSeen);
    if (dialog.open) dialog.close();
    back.forEach((tell) => tell());
  };

  async function retry() {
    document.removeEventListener("visibilitychange", retryWhenSeen);
    try {
      // false: the server was reached and no longer knows this circuit.
      if (await Blazor.reconnect()) return;
      if (await Blazor.resumeCircuit()) close();
      else location.reload();
    } catch {
      document.addEventListener("visibilitychange", retryWhenSeen);
    }
  }

  async function resume() {
    try {
      if (await Blazor.resumeCircuit()) close();
      else location.reload();
    } catch {
      dialog.classList.replace("components-reconnect-paused", "components-reconnect-resume-failed");
    }
  }

  dialog.addEventListener("components-reconnect-state-changed", (event) => {
    const state = event.detail.state;
    if (state === "hide") return close();
    if (state === "rejected") return location.reload();
    broken(true);
    if (state === "failed") document.addEventListener("visibilitychange", retryWhenSeen);
    if (!dialog.open && waiting === 0) waiting = setTimeout(() => { if (!dialog.open) dialog.showModal(); }, state === "show" ? patience : 0);
  });
  // Esc would hide the words while the page is still dead.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.getElementById("components-reconnect-button").addEventListener("click", retry);
  document.getElementById("components-resume-button").addEventListener("click", resume);
  window.addEventListener("online", () => { if (document.documentElement.dataset.line === "broken") retry(); });
  return { onBack: (tell) => back.add(tell) };
}
