// A wall: static HTML that is told what changed. No circuit; what it shows it was sent once for all walls alike.
import { $, say, word } from "./dom.js";
import { hourMinute, inZone, now, tellTime } from "./clock.js";
import { arrange, put, tick, wipe } from "./board.js";
import { celebrate } from "./celebrate.js";
import { hold, reload, standing } from "./line.js";
import { pair } from "./pairing.js";

const build = document.body.dataset.build;

let screen = null;
let shown = null;
let failedSince = null;

const face = (name) => {
  document.body.dataset.state = name;
  for (const element of document.querySelectorAll("[data-face]")) element.hidden = element.dataset.face !== name;
};

function show() {
  put(shown);
  celebrate(shown.deals, () => screen.sound);
  stale();
}

/** The server itself could not read: it says of which part. */
function stale() {
  const failed = { ribbon: shown.calls.failed || !shown.calls.ready, stage: shown.people.failed, deals: shown.deals.failed };
  for (const [name, is] of Object.entries(failed)) $(`.${name}`).toggleAttribute("data-stale", is);
  failedSince = Object.values(failed).some(Boolean) ? (failedSince ?? now()) : null;
  if (document.body.dataset.line !== "lost") say($("#wall-line"), failedSince ? word("Failed", hourMinute(failedSince)) : word("Live"), false);
  document.body.toggleAttribute("data-failed", failedSince !== null);
}

const on = {
  welcome(welcome) {
    const again = shown !== null;
    ({ screen, shown } = welcome);
    tellTime(shown.now);
    inZone(screen.timeZone);
    if (again && screen.language !== document.documentElement.lang) reload();
    $("#wall-name").textContent = screen.branch ? `${screen.office} · ${screen.branch}` : screen.office;
    face("board");
    arrange(screen);
    show();
  },
  /** False: something was missed, and everything is to be asked for again. */
  changed(change) {
    tellTime(change.now);
    if (change.version <= shown.version) return true;
    if (change.after !== shown.version) return false;
    const { people, calls, deals, hours } = change;
    shown = { ...shown, version: change.version, ...(people && { people }), ...(calls && { calls }), ...(deals && { deals }), ...(hours && { hours }) };
    show();
    return true;
  },
  beat(beat) {
    tellTime(beat.now);
    return beat.version <= shown.version;
  },
  lost(since) {
    document.body.dataset.line = "lost";
    $("#wall-line").textContent = word("Lost", hourMinute(since));
  },
  found() {
    document.body.dataset.line = "live";
    if (shown) stale();
  },
};

async function live() {
  document.body.dataset.line = "live";
  const state = await hold(build, on);
  shown = null;
  wipe();
  if (state === "revoked") face("revoked");
  else location.reload();
}

async function start() {
  for (;;) {
    try {
      const { state } = await standing();
      if (state === "revoked") return face("revoked");
      if (state !== "paired") {
        face("pairing");
        await pair();
        return location.reload();
      }
      return live();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 3000));
    }
  }
}

$("#pair-again").addEventListener("click", async () => {
  face("pairing");
  await pair();
  location.reload();
});
setInterval(() => { if (shown) tick(); }, 1000);
addEventListener("resize", () => { if (shown) show(); });
start();
