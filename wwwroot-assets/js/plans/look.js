// The sheet on the screen: an ordinary table with the roles of a grid, drawn once; afterwards only cells that look different are touched.
import { KINDS } from "./sheet.js";

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

export function look(root, sheet, { texts, weeks }) {
  const cells = [];
  const sums = [];
  let shown = "";

  function draw() {
    shown = JSON.stringify(sheet.people);
    cells.length = sums.length = 0;
    const heads = weeks.map((week) => element("th", { scope: "colgroup", colspan: KINDS, class: "sheet-week", "data-now": week.now ? "" : null }, element("span", {}, week.name), element("small", {}, week.days)));
    const kinds = weeks.flatMap((week, at) => texts.kinds.map((kind, i) => element("th", { scope: "col", title: `${kind}, ${week.name}`, "data-column": at * KINDS + i, class: i === 0 ? "sheet-first" : null }, texts.short[i])));
    const body = sheet.people.map((person, row) => element("tr", {}, element("th", { scope: "row", title: person.name, "data-line": row }, person.name), ...line(row)));
    const foot = element("tr", {}, element("th", { scope: "row" }, texts.all), ...Array.from({ length: sheet.columns }, (_, column) => (sums[column] = element("td", { class: column % KINDS === 0 ? "sheet-first" : null }))));
    root.replaceChildren(element("table", { role: "grid", class: "sheet", "aria-label": texts.title, "aria-multiselectable": "true" },
      element("thead", {}, element("tr", {}, element("th", { rowspan: 2, scope: "col" }, texts.person), ...heads), element("tr", {}, ...kinds)),
      element("tbody", {}, ...body), element("tfoot", {}, foot)));
  }

  const line = (row) => (cells[row] = Array.from({ length: sheet.columns }, (_, column) =>
    element("td", { role: "gridcell", tabindex: -1, "data-row-at": row, "data-column-at": column, class: column % KINDS === 0 ? "sheet-first" : column % KINDS === KINDS - 1 ? "sheet-total" : null })));

  const set = (cell, name, value) => { if (cell.getAttribute(name) !== value) value === null ? cell.removeAttribute(name) : cell.setAttribute(name, value); };

  function paint(selected, editing) {
    if (shown !== JSON.stringify(sheet.people)) draw();
    cells.forEach((row, at) => row.forEach((cell, column) => {
      const { text, from, wrong, theirs } = sheet.cell(at, column);
      if (!(editing?.row === at && editing.column === column) && cell.textContent !== text) cell.textContent = text;
      set(cell, "data-from", from);
      set(cell, "aria-invalid", wrong ? "true" : null);
      set(cell, "data-theirs", theirs === undefined ? null : String(theirs));
      set(cell, "title", wrong ? texts.wrong[wrong] : theirs !== undefined ? `${texts.theirs} ${theirs}` : from === "role" ? texts.ofRole : from === "sum" ? texts.sum : null);
      set(cell, "aria-selected", selected.has(at, column) ? "true" : "false");
      set(cell, "tabindex", selected.isAt(at, column) ? "0" : "-1");
    }));
    sums.forEach((cell, column) => {
      let sum = 0;
      for (let row = 0; row < sheet.rows; row++) sum += sheet.value(row, column);
      const text = sum > 0 ? String(sum) : "";
      if (cell.textContent !== text) cell.textContent = text;
    });
  }

  return { paint, cell: (row, column) => cells[row]?.[column] };
}
