// A day played again (K16): the same wall, or the same call panel, told out of the journal by a clock of its own.
import { $, say, word } from "../wall/dom.js";
import { hourMinute, inZone, longDay, now, play } from "../wall/clock.js";
import { arrange, put, tick, turn } from "../wall/board.js";
import { spell } from "../clocks.js";
import { after, before, lay, move } from "./bar.js";
import { keys } from "./keys.js";
import { Refused, day as readDay, moment } from "./tape.js";

const every = 250;
/** Time passes on the bars of the plan even when nothing happens. */
const stillFor = 60_000;
const again = 2000;

const body = document.body.dataset;
const address = new URLSearchParams(location.search);
const isWall = body.view === "wall";

let day = null;
let playing = false;
let speed = Number(address.get("speed")) || 15;
let said = null;
let asking = false;
let wanted = false;
let failed = null;

const within = (at) => Math.min(Math.max(at, day.from), day.until);

function face(text) {
  $("#replay-face").hidden = !text;
  say($("#replay-face"), text ?? "", false);
}

function show(told) {
  said = { ...told, at: Date.parse(told.at), next: Date.parse(told.next) };
  if (isWall) put(said);
  else swap(told.html.replace(/ data-(at|next)="[^"]*"/g, ""));
}

let html = "";

/** Cards that are as they were stay where they are, and so does what is scrolled. */
function swap(next) {
  if (html === next) return;
  html = next;
  const panel = $("#replay-calls");
  const scrolled = [...panel.querySelectorAll("ol, .people")].map((list) => list.scrollTop);
  panel.innerHTML = html;
  panel.querySelectorAll("ol, .people").forEach((list, i) => { list.scrollTop = scrolled[i] ?? 0; });
}

async function ask() {
  wanted = true;
  if (asking) return;
  asking = true;
  while (wanted) {
    wanted = false;
    const at = within(now());
    try {
      const told = await moment(at);
      if (failed) carryOn();
      show(told);
    } catch (fault) {
      fail(fault);
      break;
    }
  }
  asking = false;
  tell();
}

/** The clock waits until there is something to show again. */
function fail(fault) {
  play(within(now()), 0);
  const refused = fault instanceof Refused;
  face(word(refused ? "Replay.Refused" : "Replay.Failed"));
  clearTimeout(failed);
  failed = setTimeout(refused ? () => {} : ask, again);
}

function carryOn() {
  failed = null;
  face(day.isQuiet ? word("Replay.Quiet") : null);
  play(within(now()), playing ? speed : 0);
}

function run(on) {
  playing = on && day.until > day.from;
  if (playing && now() >= day.until) play(day.from, 0);
  play(within(now()), playing ? speed : 0);
  const button = $("#replay-go");
  $(".icon", button).className = `icon icon-${playing ? "stop" : "play"}`;
  button.title = word(playing ? "Replay.Pause" : "Replay.Play");
  button.setAttribute("aria-label", button.title);
  remember();
}

function seek(at) {
  play(within(at), playing ? speed : 0);
  tell();
  ask();
  remember();
}

function hurry(by) {
  speed = by;
  for (const button of document.querySelectorAll("[data-speed]")) button.setAttribute("aria-pressed", Number(button.dataset.speed) === speed);
  run(playing);
}

/** Whoever loads the page again, or changes from wall to calls, is where they were. */
function remember() {
  const at = new Date(Math.round(within(now()) / 1000) * 1000).toISOString();
  const to = (view) => `replay?${new URLSearchParams({ day: body.day, view, at, speed })}`;
  history.replaceState(null, "", to(body.view));
  for (const link of document.querySelectorAll("[data-view-of]")) link.href = to(link.dataset.viewOf);
}

/** "Replay of Friday 27 November, 10:42": nobody takes it for now. */
function tell() {
  const at = within(now());
  move(at);
  const words = word("Replay", longDay(at), hourMinute(at));
  say($("#replay-now"), words, false);
  document.title = words;
  if (isWall) {
    say($("#wall-line"), word("Replay.Short"), false);
    if (said) tick();
    return;
  }
  for (const clock of document.querySelectorAll("[data-since]")) {
    const span = at - Date.parse(clock.dataset.since);
    say(clock, spell(span), false);
    clock.toggleAttribute("data-over", clock.dataset.limit !== undefined && span >= clock.dataset.limit * 1000);
  }
}

function step() {
  if (!day || failed) return;
  const at = now();
  if (playing && at >= day.until) run(false);
  if (playing) tell();
  if (said && playing && (at >= said.next || at - said.at >= stillFor)) ask();
}

const go = (to) => { location.href = `replay?${new URLSearchParams({ day: to, view: body.view, speed })}`; };

function goBy(days) {
  const to = new Date(`${body.day}T12:00:00Z`);
  to.setUTCDate(to.getUTCDate() + days);
  go(to.toISOString().slice(0, 10));
}

function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

async function start() {
  inZone(body.zone);
  body.state = "board";
  for (const element of document.querySelectorAll("[data-face=board]")) element.hidden = false;
  if (isWall) {
    $("#wall-name").textContent = body.office;
    arrange({ pages: JSON.parse(body.pages), missedGoalMinutes: Number(body.goal) });
  }
  face(word("Replay.Reading"));
  for (;;) {
    try {
      const told = await readDay();
      const at = (iso) => Date.parse(iso);
      day = { ...told, from: at(told.from), to: at(told.to), until: at(told.until), opens: at(told.opens), marks: told.marks.map((mark) => ({ ...mark, at: at(mark.at) })) };
      break;
    } catch (fault) {
      face(word(fault instanceof Refused ? "Replay.Refused" : "Replay.Failed"));
      if (fault instanceof Refused) return;
      await new Promise((resolve) => setTimeout(resolve, again));
    }
  }
  play(within(address.has("at") ? Date.parse(address.get("at")) : day.opens), 0);
  lay(day, seek);
  controls();
  hurry(speed);
  tell();
  document.body.dataset.kind = day.kind;
  if (day.kind === "Future" || day.kind === "Before") {
    face(day.kind === "Future" ? word("Replay.Future") : word("Replay.Before", longDay(Date.parse(`${day.first}T12:00:00Z`))));
    return;
  }
  face(day.isQuiet ? word("Replay.Quiet") : null);
  await ask();
  setInterval(step, every);
}

function controls() {
  const marked = (mark) => { if (mark) seek(mark.at); };
  const to = {
    toggle: () => run(!playing), by: (milliseconds) => seek(now() + milliseconds), from: () => seek(day.from), until: () => seek(day.until),
    before: () => marked(before(now())), after: () => marked(after(now())), turn: () => isWall && turn(), full, hurry,
  };
  $("#replay-go").addEventListener("click", to.toggle);
  $("#replay-mark-before").addEventListener("click", to.before);
  $("#replay-mark-after").addEventListener("click", to.after);
  $("#replay-turn")?.addEventListener("click", to.turn);
  $("#replay-full").addEventListener("click", full);
  $("#replay-speeds").addEventListener("click", (e) => { if (e.target.dataset.speed) hurry(Number(e.target.dataset.speed)); });
  $("#replay-day").addEventListener("change", (e) => { if (e.target.value) go(e.target.value); });
  $("#replay-day-before").addEventListener("click", () => goBy(-1));
  $("#replay-day-after").addEventListener("click", () => goBy(1));
  addEventListener("resize", () => { if (isWall && said) put(said); });
  keys(to);
}

start();
