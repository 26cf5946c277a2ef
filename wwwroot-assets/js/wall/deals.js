// Submissions that wait and agreements signed: the right side, and the agreements' page.
import { $, count, make, rows, say, word } from "./dom.js";
import { dayKey, hourMinute, now, shortDay } from "./clock.js";

// Of what was signed today one knows when; of the rest, on which day.
const when = (at) => (dayKey(Date.parse(at)) === dayKey(now()) ? hourMinute(Date.parse(at)) : shortDay(Date.parse(at)));

export function showDeals(deals) {
  say($("#pending b"), count(deals.pending));
  const note = $("#pending .deal-note");
  if (deals.oldest) {
    const time = note.querySelector("time") ?? make("time", "number");
    time.dataset.since = deals.oldest;
    const [before, after] = word("Oldest", "\u0000").split("\u0000");
    if (!time.isConnected) note.replaceChildren(before, time, after);
  } else {
    note.textContent = word("Nothing");
  }
  $("#pending").toggleAttribute("data-some", deals.pending > 0);
  const month = deals.kinds.reduce((sum, kind) => sum + kind.count, 0);
  say($("#signed b"), count(month));
  say($("#signed .deal-note"), word("SignedToday", count(deals.signedToday)), false);
  rows($("#signed-list"), deals.signed, (signed) => signed.id, () => {
    const row = make("li", "sale");
    row.append(make("strong", "sale-who"), make("time", "sale-at number"), make("span", "sale-what"));
    return row;
  }, (row, signed) => {
    const [who, at, what] = row.children;
    say(who, signed.advisor ?? signed.investment, false);
    say(at, when(signed.at), false);
    say(what, `${signed.unit} · ${word(`Kind.${signed.kind}`)}`, false);
  });
  $("#signed-none").hidden = deals.signed.length > 0;
}

export function showKindsSigned(deals) {
  rows($("#agreement-kinds"), deals.kinds, (kind) => kind.kind, () => {
    const cell = make("div");
    cell.append(make("dt"), make("dd", "number"));
    return cell;
  }, (cell, kind) => {
    say(cell.children[0], word(`Kind.${kind.kind}`), false);
    say(cell.children[1], count(kind.count));
  });
}
