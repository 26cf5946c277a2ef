// Ranking, totals, kinds of contact: everything that is a fact against a plan.
import { $, count, gap, make, percent, plan, rows, say, word } from "./dom.js";

export const perPage = 9;

/** How far the bar reaches, and where one should be by now. */
function bar(element, mark, elapsed) {
  const [done, due] = element.children;
  const share = mark.tone === "NoPlan" ? 0 : Math.min(1, mark.fact / mark.plan);
  done.style.width = `${share * 100}%`;
  due.style.left = `${Math.min(1, elapsed) * 100}%`;
  due.hidden = mark.tone === "NoPlan" || elapsed <= 0 || elapsed >= 1;
  element.dataset.tone = mark.tone;
}

function total(element, mark, elapsed) {
  say($(".total-number b", element), count(mark.fact));
  say($(".total-plan", element), mark.tone === "NoPlan" ? "" : word("Of", plan(mark.plan)));
  say($(".total-gap", element), gap(mark));
  element.dataset.tone = mark.tone;
  bar($(".bar", element), mark, elapsed);
}

function newRank() {
  const row = make("li", "rank");
  row.append(make("b", "rank-place number"), make("span", "rank-name"), make("span", "rank-bar bar"), make("span", "rank-fact number"), make("span", "rank-gap number"), make("b", "rank-score number"));
  $(".bar", row).append(make("i"), make("u"));
  return row;
}

function fillRank(row, person, by, elapsed) {
  say($(".rank-place", row), person[by]);
  say($(".rank-name", row), person.name, false);
  say($(".rank-fact", row), person.week.tone === "NoPlan" ? count(person.week.fact) : `${count(person.week.fact)} / ${plan(person.week.plan)}`);
  say($(".rank-gap", row), gap(person.week));
  say($(".rank-score", row), by === "rank" ? `${count(person.points)}` : person.week.tone === "NoPlan" ? "–" : percent(person.week.fact / person.week.plan));
  row.dataset.tone = person.week.tone;
  row.dataset.first = person[by] === 1 && person.points > 0 ? "" : undefined;
  if (person[by] !== 1 || person.points === 0) delete row.dataset.first;
  bar($(".bar", row), person.week, elapsed);
}

export function showTotals(people) {
  total($("#total-today"), people.today.all, people.dayElapsed);
  total($("#total-week"), people.week.all, people.weekElapsed);
}

/** One part of the ranking: whoever stands at these places. */
export function showRanks(people, by, part) {
  const list = $(`.ranks[data-by=${by}]`);
  const sorted = [...people.people].sort((a, b) => a[by] - b[by] || a.name.localeCompare(b.name));
  if (sorted.length === 0) return list.replaceChildren(make("li", "quiet", word("Empty")));
  rows(list, sorted.slice(part * perPage, (part + 1) * perPage), (person) => person.id, newRank, (row, person) => fillRank(row, person, by, people.weekElapsed));
}

const kinds = [["meetings", "Meetings", "meeting"], ["calls", "Calls", "phone"], ["emails", "Emails", "type-email"]];

export function showKinds(people) {
  rows($("#kinds"), kinds, ([key]) => key, ([, name, icon]) => {
    const row = make("li", "kind");
    const head = make("h3");
    head.append(make("i", `icon icon-${icon}`), document.createTextNode(word(name)));
    row.append(head);
    for (const period of ["Today", "Week"]) {
      const cell = make("div", "kind-cell");
      const bars = make("span", "bar");
      bars.append(make("i"), make("u"));
      cell.append(make("span", "kind-when", word(period)), make("b", "kind-fact number"), make("span", "kind-plan number"), make("span", "kind-gap number"), bars);
      row.append(cell);
    }
    return row;
  }, (row, [key]) => {
    [[people.today[key], people.dayElapsed], [people.week[key], people.weekElapsed]].forEach(([mark, elapsed], i) => {
      const cell = row.children[i + 1];
      say($(".kind-fact", cell), count(mark.fact));
      say($(".kind-plan", cell), mark.tone === "NoPlan" ? "" : word("Of", plan(mark.plan)));
      say($(".kind-gap", cell), gap(mark));
      cell.dataset.tone = mark.tone;
      bar($(".bar", cell), mark, elapsed);
    });
  });
}
