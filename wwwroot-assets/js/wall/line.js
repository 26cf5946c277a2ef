// The line to the server: held for ever. It says when it hears nothing, tries again by itself, and takes a new build when there is one.
import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { now } from "./clock.js";

const oldAfter = 10_000;
const deadAfter = 14_000;
const longest = 15_000;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function standing() {
  const answer = await fetch("wall/standing", { cache: "no-store" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/** The page anew, once it is known to be there; between two builds of two servers not to and fro without end. */
export async function reload() {
  const last = Number(sessionStorage.getItem("reloaded") ?? 0);
  if (Date.now() - last < 30_000 && Date.now() >= last) return;
  sessionStorage.setItem("reloaded", Date.now());
  const answer = await fetch("wall", { cache: "no-store" });
  if (answer.ok) location.reload();
}

/** `on`: welcome, changed, beat, and lost(since) when nothing was heard for ten seconds, found() when it was again. Ends only when the screen is none any more. */
export async function hold(build, on) {
  let heard = performance.now();
  let heardAt = now();
  let begun = heard;
  let lost = false;
  let ended = null;
  const alive = () => {
    heard = performance.now();
    heardAt = now();
    if (lost) on.found();
    lost = false;
  };

  const line = new HubConnectionBuilder().withUrl("hubs/wall").configureLogging(LogLevel.None).build();
  line.serverTimeoutInMilliseconds = deadAfter;
  let closed = () => {};
  line.onclose(() => closed());
  const show = async () => {
    const welcome = await line.invoke("Show");
    on.welcome(welcome);
    alive();
    if (welcome.screen.assets !== build) await reload();
  };
  const again = () => show().catch(() => line.stop());
  line.on("Changed", (change) => { if (on.changed(change)) alive(); else again(); });
  line.on("Beat", (beat) => { if (on.beat(beat)) alive(); else again(); });
  line.on("Rearranged", again);
  line.on("Revoked", () => { ended = "revoked"; line.stop(); });

  const watch = setInterval(() => {
    const silent = performance.now() - heard;
    if (silent > oldAfter && !lost) { lost = true; on.lost(heardAt); }
    // A server that has only just started takes its time to answer for the first time: what was silent before this line began is not its fault.
    if (performance.now() - Math.max(heard, begun) > deadAfter && line.state === "Connected") line.stop();
  }, 500);

  for (let tries = 0; ended === null; tries++) {
    try {
      const until = new Promise((resolve) => { closed = resolve; });
      await line.start();
      begun = performance.now();
      await show();
      tries = 0;
      await until;
    } catch {
      // Whatever it was, what is to be done is the same.
      if (line.state !== "Disconnected") await line.stop();
    }
    if (ended !== null) break;
    await pause(Math.min(longest, 500 * 2 ** Math.min(tries, 6)) * (0.75 + Math.random() / 2));
    try {
      const state = await standing();
      if (state.assets !== build) await reload();
      if (state.state !== "paired") ended = state.state;
    } catch {
      // No server yet.
    }
  }
  clearInterval(watch);
  return ended;
}
