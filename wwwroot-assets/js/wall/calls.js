// The ribbon: who rings, who talks, who has been missed, each with its clock.
import { $, count, make, rows, say, word } from "./dom.js";

const icons = { Ringing: "ringing", Talking: "talking", OnHold: "hold", Transferring: "transferring" };

function clock(at, limit) {
  const time = make("time", "clock number");
  time.dataset.since = at;
  if (limit) time.dataset.limit = limit;
  return time;
}

function newCall() {
  const row = make("li", "call");
  row.append(make("i", "icon"), make("span", "call-from"), clock(""), make("span", "call-with"));
  return row;
}

function fillCall(row, call) {
  const [icon, from, time, by] = row.children;
  icon.className = `icon icon-${call.status === "Ringing" && call.direction === "Outbound" ? "outgoing" : icons[call.status]}`;
  time.dataset.since = call.since;
  say(from, call.from ?? word(`Direction.${call.direction}`), false);
  // The colour and the icon say it as well; who talks is what one wants to know of the others.
  say(by, call.status === "Talking" && call.with ? call.with : [word(`Status.${call.status}`), call.with].filter(Boolean).join(" · "), false);
  row.dataset.status = call.status;
}

function newMissed() {
  const row = make("li", "miss");
  row.append(clock(""), make("span", "miss-from"), make("span", "miss-note"));
  return row;
}

function fillMissed(row, missed, goal) {
  const [time, from, note] = row.children;
  time.dataset.since = missed.at;
  time.dataset.limit = goal * 60;
  say(from, missed.from ?? word("Direction.Inbound"), false);
  say(note, missed.claimedBy ? word("CallsBack", missed.claimedBy) : missed.tries > 1 ? word("Tries", missed.tries) : "", false);
  row.toggleAttribute("data-claimed", missed.claimedBy !== null);
}

/** Only as many as there is room for; the number in the head counts all. */
function fit(list) {
  for (const row of list.children) row.hidden = false;
  const room = list.getBoundingClientRect().bottom + 1;
  for (const row of [...list.children].reverse()) {
    if (row.getBoundingClientRect().bottom <= room) break;
    row.hidden = true;
  }
}

export function showCalls(calls, goal) {
  say($("#calls-count"), count(calls.callCount));
  say($("#missed-count"), count(calls.missedCount));
  rows($("#calls"), calls.calls, (call) => call.id, newCall, fillCall);
  rows($("#missed"), calls.missed, (missed) => missed.id, newMissed, (row, missed) => fillMissed(row, missed, goal));
  $("#calls-none").hidden = calls.callCount > 0;
  $("#missed-none").hidden = calls.missedCount > 0;
  $("#missed-head").toggleAttribute("data-some", calls.missedCount > 0);
  say($("#free"), `${count(calls.free)} / ${count(calls.present)}`);
  fit($("#calls"));
  fit($("#missed"));
}
