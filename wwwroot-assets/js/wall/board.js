// What a wall shows, wherever it comes from: told live, or out of a day that is played again.
import { $, make, say } from "./dom.js";
import { hourMinute, longDay, now } from "./clock.js";
import { spell } from "../clocks.js";
import { perPage, showKinds, showRanks, showTotals } from "./people.js";
import { showCalls } from "./calls.js";
import { showDeals, showKindsSigned } from "./deals.js";
import { showHours, showSellers } from "./charts.js";

const turnEvery = 20_000;

let screen = null;
let shown = null;
let frames = [];
let frame = 0;

/** Which pages there are, and how late a call back may be. */
export function arrange(as) {
  screen = as;
}

export function put(said) {
  shown = said;
  lay();
  showTotals(shown.people);
  showCalls(shown.calls, screen.missedGoalMinutes);
  showDeals(shown.deals);
  fill();
  tick();
}

/** What a screen showed that is none any more does not stay on the wall. */
export function wipe() {
  shown = null;
  for (const list of document.querySelectorAll("#calls,#missed,#signed-list,.ranks,#kinds")) list.replaceChildren();
}

export function turn() {
  if (!shown || frames.length < 2) return;
  frame = (frame + 1) % frames.length;
  open();
}

/** A ranking longer than a page is several turns. */
function lay() {
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

export function tick() {
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

setInterval(turn, turnEvery);
