// A wall: static HTML that is told what changed. No circuit; what it shows it was sent once for all walls alike.
import { $, make, say, word } from "./dom.js";
import { hourMinute, inZone, longDay, now, tellTime } from "./clock.js";
import { spell } from "../clocks.js";
import { perPage, showKinds, showRanks, showTotals } from "./people.js";
import { showCalls } from "./calls.js";
import { showDeals, showKindsSigned } from "./deals.js";
import { showHours, showSellers } from "./charts.js";
import { celebrate } from "./celebrate.js";
import { hold, reload, standing } from "./line.js";
import { pair } from "./pairing.js";

const turnEvery = 20_000;
const build = document.body.dataset.build;

let screen = null;
let shown = null;
let frames = [];
let frame = 0;
let failedSince = null;

const face = (name) => {
  document.body.dataset.state = name;
  for (const element of document.querySelectorAll("[data-face]")) element.hidden = element.dataset.face !== name;
};

/** A ranking longer than a page is several turns. */
function arrange() {
  const parts = Math.max(1, Math.ceil(shown.people.people.length / perPage));
  const now = screen.pages.flatMap((page) => (page === "ranking" || page === "own-plan" ? Array.from({ length: parts }, (_, part) => ({ page, part })) : [{ page, part: 0 }]));
  if (JSON.stringify(now) === JSON.stringify(frames)) return;
  const seen = frames[frame];
  frames = now;
  frame = Math.max(0, frames.findIndex((f) => f.page === seen?.page && f.part === seen?.part));
  $("#wall-pages").replaceChildren(...frames.map(() => make("li")));
  open();
}

function open() {
  for (const page of document.querySelectorAll("[data-page]")) page.hidden = page.dataset.page !== frames[frame]?.page;
  [...$("#wall-pages").children].forEach((dot, i) => dot.toggleAttribute("data-now", i === frame));
  $("#wall-pages").hidden = frames.length < 2;
  fill();
}

/** The page that is seen; the others are filled when they are turned to. */
function fill() {
  const { page, part } = frames[frame] ?? {};
  if (page === "ranking") showRanks(shown.people, "rank", part);
  else if (page === "own-plan") showRanks(shown.people, "ownRank", part);
  else if (page === "contacts") showKinds(shown.people);
  else if (page === "calls") showHours(shown.hours);
  else if (page === "agreements") { showKindsSigned(shown.deals); showSellers(shown.deals); }
}

function show() {
  arrange();
  showTotals(shown.people);
  showCalls(shown.calls, screen.missedGoalMinutes);
  showDeals(shown.deals);
  fill();
  celebrate(shown.deals, () => screen.sound);
  stale();
  tick();
}

/** The server itself could not read: it says of which part. */
function stale() {
  const failed = { ribbon: shown.calls.failed || !shown.calls.ready, stage: shown.people.failed, deals: shown.deals.failed };
  for (const [name, is] of Object.entries(failed)) $(`.${name}`).toggleAttribute("data-stale", is);
  failedSince = Object.values(failed).some(Boolean) ? (failedSince ?? now()) : null;
  if (document.body.dataset.line !== "lost") say($("#wall-line"), failedSince ? word("Failed", hourMinute(failedSince)) : word("Live"), false);
  document.body.toggleAttribute("data-failed", failedSince !== null);
}

function tick() {
  const at = now();
  for (const clock of document.querySelectorAll("[data-since]")) {
    const span = at - Date.parse(clock.dataset.since);
    const text = spell(span);
    if (clock.textContent !== text) clock.textContent = text;
    const over = clock.dataset.limit !== undefined && span >= clock.dataset.limit * 1000;
    if (clock.hasAttribute("data-over") !== over) clock.toggleAttribute("data-over", over);
  }
  say($("#wall-clock"), hourMinute(at), false);
  say($("#wall-date"), longDay(at), false);
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
  // What a screen showed that is none any more does not stay on the wall.
  shown = null;
  for (const list of document.querySelectorAll("#calls,#missed,#signed-list,.ranks,#kinds")) list.replaceChildren();
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
setInterval(() => {
  if (!shown || frames.length < 2) return;
  frame = (frame + 1) % frames.length;
  open();
}, turnEvery);
addEventListener("resize", () => { if (shown) show(); });
start();
