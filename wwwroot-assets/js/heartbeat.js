// After a long sleep Blazor may say it is back while the circuit behind the page is gone (aspnetcore#64607): buttons do
// nothing. So whenever the page wakes up or comes back, the circuit must answer once, or the page is loaded again.
const answerWithin = 8000;
const asleepFor = 60_000;

async function alive() {
  if (!window.DotNet || document.documentElement.dataset.line === "broken") return true; // not interactive, or known to be down
  const late = new Promise((resolve) => setTimeout(() => resolve(false), answerWithin));
  try {
    return await Promise.race([window.DotNet.invokeMethodAsync("CrmLive.Web", "Pulse"), late]);
  } catch {
    return false;
  }
}

async function check() {
  if (!document.querySelector("[data-circuit]")) return;
  if (!(await alive()) && document.documentElement.dataset.line !== "broken") location.reload();
}

export function startHeartbeat(reconnect) {
  let seen = Date.now();
  const woke = () => {
    const slept = Date.now() - seen;
    seen = Date.now();
    if (slept > asleepFor) check();
  };
  reconnect.onBack(check);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) woke(); else seen = Date.now(); });
  // A laptop that was shut stays "visible"; its timers simply come late.
  setInterval(() => { if (!document.hidden) woke(); }, 20_000);
}
