// Keyboard, mouse and clipboard of the sheet, as in every spreadsheet. Esc gives Tab back to the page.
import { blockOf } from "./numbers.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function hands(root, sheet, selected, screen, { changed, say, save, texts }) {
  const input = Object.assign(document.createElement("input"), { className: "sheet-input", inputMode: "numeric", maxLength: 12, autocomplete: "off" });
  let editing = null;
  let leaving = false;

  const paint = (focus = true) => {
    screen.paint(selected, editing);
    if (focus && !editing) screen.cell(selected.at.row, selected.at.column)?.focus({ preventScroll: false });
  };
  const type = (changes) => { sheet.type(changes); changed(); paint(); };

  function edit(text) {
    editing = { ...selected.at };
    selected.go(editing.row, editing.column);
    const cell = screen.cell(editing.row, editing.column);
    input.value = text ?? sheet.cell(editing.row, editing.column).text;
    input.setAttribute("aria-label", texts.cell);
    cell.replaceChildren(input);
    paint(false);
    input.focus();
    if (text === undefined) input.select();
  }

  function finish(keep) {
    if (!editing) return;
    const { row, column } = editing;
    editing = null;
    screen.cell(row, column).textContent = "";
    if (keep) sheet.type([{ row, column, text: input.value.trim() }]);
    changed();
    paint();
  }

  /** The first line or column of the choice over the rest of it. */
  function fill(down) {
    const { top, left } = selected.box;
    type(selected.cells.map(({ row, column }) => ({ row, column, text: sheet.cell(down ? top : row, down ? column : left).text })));
  }

  function paste(text) {
    const block = blockOf(text);
    const one = block.length === 1 && block[0].length === 1;
    const { top, left } = selected.box;
    const all = one ? selected.cells.map((at) => ({ ...at, text: block[0][0].trim() }))
      : block.flatMap((line, i) => line.map((cell, j) => ({ row: top + i, column: left + j, text: cell.trim() })));
    const fits = all.filter(({ row, column }) => row < sheet.rows && column < sheet.columns);
    if (!one) {
      selected.go(top, left);
      selected.go(top + block.length - 1, left + Math.max(...block.map((line) => line.length)) - 1, true);
    }
    type(fits);
    say(fits.length < all.length ? texts.tooWide.replace("{0}", all.length - fits.length) : texts.pasted.replace("{0}", fits.length));
  }

  const copied = () => {
    const { left } = selected.box;
    return selected.cells.map(({ row, column }, i) => (i === 0 ? "" : column === left ? "\n" : "\t") + sheet.cell(row, column).text).join("");
  };

  function command(event) {
    const way = { d: () => fill(true), r: () => fill(false), a: () => { selected.all(); paint(); }, z: () => (event.shiftKey ? redo() : undo()), y: redo, s: save }[event.key.toLowerCase()];
    const home = { Home: () => selected.go(0, 0, event.shiftKey), End: () => selected.go(sheet.rows - 1, sheet.columns - 1, event.shiftKey) }[event.key];
    if (home) { home(); paint(); return true; }
    return way ? (way(), true) : false;
  }

  function move(event) {
    const arrow = ARROWS[event.key];
    if (arrow) selected.step(...arrow, { reach: event.shiftKey, far: event.ctrlKey || event.metaKey });
    else if (event.key === "Home" || event.key === "End") selected.step(0, event.key === "Home" ? -1 : 1, { reach: event.shiftKey, far: true });
    else if (event.key === "PageUp" || event.key === "PageDown") selected.step(event.key === "PageUp" ? -10 : 10, 0, { reach: event.shiftKey });
    else return false;
    paint();
    return true;
  }

  function whileEditing(event) {
    const rows = { Enter: event.shiftKey ? -1 : 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === "Escape") finish(false);
    else if (rows) { finish(true); selected.step(rows, 0); paint(); }
    else if (event.key === "Tab") { finish(true); selected.next(event.shiftKey ? -1 : 1); paint(); }
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { finish(true); save(); }
    else return false;
    return true;
  }

  function key(event) {
    if (event.isComposing || event.altKey) return false;
    if (editing) return whileEditing(event);
    if (!event.target.closest("[role=gridcell]")) return false;
    if (event.key === "Tab") {
      if (leaving || !selected.next(event.shiftKey ? -1 : 1)) return false;
      paint();
      return true;
    }
    leaving = event.key === "Escape";
    if (move(event)) return true;
    if (event.ctrlKey || event.metaKey) return command(event);
    if (event.key === "Enter") { selected.step(event.shiftKey ? -1 : 1, 0); paint(); return true; }
    if (event.key === "F2") { edit(); return true; }
    if (event.key === "Delete" || event.key === "Backspace") { type(selected.cells.map((at) => ({ ...at, text: "" }))); return true; }
    if (event.key.length === 1 && event.key !== " ") { edit(event.key); return true; }
    return false;
  }

  const undo = () => { sheet.undo(); changed(); paint(); };
  const redo = () => { sheet.redo(); changed(); paint(); };

  root.addEventListener("keydown", (event) => {
    if (!key(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  const cellOf = (event) => event.target.closest?.("[role=gridcell]");
  const placeOf = (cell) => [Number(cell.dataset.rowAt), Number(cell.dataset.columnAt)];
  root.addEventListener("pointerdown", (event) => {
    const cell = cellOf(event);
    if (cell && editing && cell.contains(input)) return;
    finish(true);
    leaving = false;
    const [column, line] = [event.target.closest?.("[data-column]")?.dataset.column, event.target.closest?.("[data-line]")?.dataset.line];
    if (column !== undefined) { selected.go(0, Number(column)); selected.go(sheet.rows - 1, Number(column), true); }
    else if (line !== undefined) { selected.go(Number(line), 0); selected.go(Number(line), sheet.columns - 1, true); }
    else if (cell) selected.go(...placeOf(cell), event.shiftKey);
    else return;
    event.preventDefault();
    paint();
  });
  root.addEventListener("pointermove", (event) => {
    const cell = event.buttons === 1 && event.pointerType === "mouse" && !editing ? cellOf(event) : null;
    if (cell && !selected.isAt(...placeOf(cell))) { selected.go(...placeOf(cell), true); paint(); }
  });
  root.addEventListener("dblclick", (event) => { if (cellOf(event) && !editing) edit(); });
  root.addEventListener("focusin", (event) => {
    const cell = cellOf(event);
    if (cell && !editing && !selected.isAt(...placeOf(cell))) { selected.go(...placeOf(cell)); paint(false); }
  });
  input.addEventListener("blur", () => setTimeout(() => { if (editing && document.activeElement !== input) finish(true); }));

  const clipboard = (event, work) => {
    if (editing || !root.contains(document.activeElement)) return;
    event.preventDefault();
    work(event.clipboardData);
  };
  const on = {
    copy: (event) => clipboard(event, (data) => data.setData("text/plain", copied())),
    cut: (event) => clipboard(event, (data) => { data.setData("text/plain", copied()); type(selected.cells.map((at) => ({ ...at, text: "" }))); }),
    paste: (event) => clipboard(event, (data) => paste(data.getData("text/plain"))),
  };
  for (const [name, heard] of Object.entries(on)) document.addEventListener(name, heard);

  return {
    paint,
    finish,
    undo,
    redo,
    fill,
    isEditing: () => editing !== null,
    go(row, column) { selected.go(row, column); paint(); },
    leave() { for (const [name, heard] of Object.entries(on)) document.removeEventListener(name, heard); },
  };
}
