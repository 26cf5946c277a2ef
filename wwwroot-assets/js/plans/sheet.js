// The sheet without its screen: what is planned, what has been typed over it, and what a colleague has saved meanwhile.
// A row is an employee, a column a kind of contact in a week. Typed is what differs from what is saved; it is kept by
// employee, week and kind, so it outlives another choice of weeks.
import { numberOf, wrongOf } from "./numbers.js";

export const KINDS = 4; // meetings, calls, e-mails, total
const TOTAL = 3;
const NOTHING = [0, 0, 0, 0];

export class Sheet {
  #saved = new Map(); // "17|2026-11-23" → { version, own, role }
  #typed = new Map(); // "17|2026-11-23|2" → what stands in the cell
  #reset = new Set(); // weeks that go back to the role's plan
  #begun = new Map(); // what was saved when the first cell of a week was typed over
  #theirs = new Map(); // what a colleague has saved in a cell typed over here
  #done = [];
  #undone = [];

  constructor(weeks) {
    this.weeks = weeks;
    this.people = [];
  }

  get rows() { return this.people.length; }
  get columns() { return this.weeks.length * KINDS; }
  get conflicts() { return this.#theirs.size; }
  get canUndo() { return this.#done.length > 0; }
  get canRedo() { return this.#undone.length > 0; }

  /** What is saved now. A week typed over here that has moved meanwhile shows, in the cells typed over, what it moved to. */
  take(lines) {
    this.people = lines.map(({ id, name }) => ({ id, name }));
    for (const line of lines) {
      line.weeks.forEach((fresh, week) => {
        const key = `${line.id}|${this.weeks[week]}`;
        this.#saved.set(key, fresh);
        const begun = this.#begun.get(key);
        if (begun && begun.version !== fresh.version) this.#moved(key, begun, fresh);
      });
    }
  }

  #moved(key, begun, fresh) {
    const [before, now] = [plain(begun.own ?? begun.role ?? NOTHING), plain(fresh.own ?? fresh.role ?? NOTHING)];
    for (let kind = 0; kind < KINDS; kind++) {
      const cell = `${key}|${kind}`;
      if ((this.#typed.has(cell) || this.#reset.has(key)) && now[kind] !== before[kind]) this.#theirs.set(cell, now[kind]);
    }
    this.#begun.set(key, fresh);
  }

  /** Mine stays, and is saved over theirs; or theirs stays and mine is forgotten. */
  settle(mine) {
    const theirs = [...this.#theirs.keys()];
    this.#theirs.clear();
    if (!mine) this.#do({ cells: theirs.map((cell) => [cell, this.#typed.get(cell), undefined]), reset: theirs.map(weekOf).filter((key) => this.#reset.has(key)).map((key) => [key, true, false]) });
  }

  cell(row, column) {
    const [key, kind] = this.#at(row, column);
    const typed = this.#typed.get(`${key}|${kind}`);
    const { own, role } = this.#of(key);
    const number = this.#number(key, kind);
    const sum = kind === TOTAL && typed === undefined && number === 0;
    return {
      text: typed ?? (sum ? this.#sum(key) : number > 0 ? String(number) : ""),
      from: typed !== undefined ? "typed" : this.#reset.has(key) ? "typed-role" : sum ? "sum" : own ? "own" : role ? "role" : "none",
      wrong: typed === undefined ? null : wrongOf(typed),
      theirs: this.#theirs.get(`${key}|${kind}`),
    };
  }

  /** As it counts: a total of nothing is the sum of the kinds. */
  value(row, column) {
    const [key, kind] = this.#at(row, column);
    const number = this.#number(key, kind);
    return number || kind !== TOTAL ? number : Number(this.#sum(key) || 0);
  }

  /** One step that can be undone as one. */
  type(changes) {
    const step = { cells: [], reset: [] };
    for (const { row, column, text } of changes) {
      const [key, kind] = this.#at(row, column);
      const cell = `${key}|${kind}`;
      const shown = this.cell(row, column).text;
      if (text === shown) continue;
      const same = wrongOf(text) === null && numberOf(text) === this.#savedNumber(key, kind) && !this.#reset.has(key);
      step.cells.push([cell, this.#typed.get(cell), same ? undefined : text]);
      if (this.#reset.has(key) && !step.reset.some(([one]) => one === key)) step.reset.push([key, true, false]);
    }
    this.#do(step);
  }

  /** These weeks go back to the role's plan. */
  toRole(cells) {
    const keys = [...new Set(cells.map(({ row, column }) => this.#at(row, column)[0]))].filter((key) => this.#of(key).own && !this.#reset.has(key));
    const typed = [...this.#typed].filter(([cell]) => keys.includes(weekOf(cell)));
    this.#do({ cells: typed.map(([cell, before]) => [cell, before, undefined]), reset: keys.map((key) => [key, false, true]) });
  }

  undo() { this.#turn(this.#done, this.#undone, 1); }

  redo() { this.#turn(this.#undone, this.#done, 2); }

  /** Numbers of weeks that differ from what is saved, as PlanSheet.razor.cs takes them; only of those shown. */
  changes() {
    const keys = new Set([...[...this.#typed.keys()].map(weekOf), ...this.#reset]);
    return this.people.flatMap(({ id }) => this.weeks.flatMap((week, at) => {
      const key = `${id}|${week}`;
      if (!keys.has(key)) return [];
      const { version } = this.#of(key);
      return [this.#reset.has(key) ? [id, at, version] : [id, at, version, ...NOTHING.map((_, kind) => this.#number(key, kind))]];
    }));
  }

  /** The first cell that cannot be read, and how many there are. */
  wrong() {
    let [count, first] = [0, null];
    for (let row = 0; row < this.rows; row++) {
      for (let column = 0; column < this.columns; column++) {
        if (this.cell(row, column).wrong) { count++; first ??= { row, column }; }
      }
    }
    return { count, first };
  }

  /** What goes to the server; what is typed while it is on its way is not among it. */
  sending() {
    const keys = new Set(this.changes().map(([id, at]) => `${id}|${this.weeks[at]}`));
    return {
      before: new Map([...keys].map((key) => [key, this.#of(key)])),
      typed: [...this.#typed].filter(([cell]) => keys.has(weekOf(cell))),
      reset: [...this.#reset].filter((key) => keys.has(key)),
    };
  }

  /** What was sent is saved. Undo brings back what stood there before, to be saved again. */
  saved(lines, { before, typed, reset }) {
    for (const [cell, text] of typed) if (this.#typed.get(cell) === text) this.#typed.delete(cell);
    for (const key of reset) this.#reset.delete(key);
    for (const key of before.keys()) this.#begun.delete(key);
    this.#theirs.clear();
    this.take(lines);
    const back = { cells: [], reset: [] };
    for (const [key, { own }] of before) {
      this.#begin(key);
      if (!own && this.#of(key).own) back.reset.push([key, true, false]);
      else if (own) for (let kind = 0; kind < KINDS; kind++) if (plain(own)[kind] !== this.#savedNumber(key, kind) || reset.includes(key)) back.cells.push([`${key}|${kind}`, String(plain(own)[kind] || ""), undefined]);
    }
    this.#done = back.cells.length + back.reset.length > 0 ? [back] : [];
    this.#undone = [];
  }

  /** Everything unsaved, to be kept over a reload. */
  draft() {
    return this.#typed.size + this.#reset.size === 0 ? null
      : JSON.stringify({ typed: [...this.#typed], reset: [...this.#reset], begun: [...this.#begun] });
  }

  restore(draft) {
    const { typed, reset, begun } = JSON.parse(draft);
    this.#typed = new Map(typed);
    this.#reset = new Set(reset);
    this.#begun = new Map(begun);
  }

  #do(step) {
    if (step.cells.length + step.reset.length === 0) return;
    this.#done.push(step);
    this.#undone = [];
    this.#apply(step, 2);
  }

  #turn(from, to, side) {
    const step = from.pop();
    if (!step) return;
    to.push(step);
    this.#apply(step, side);
  }

  #apply({ cells, reset }, side) {
    for (const [cell, ...sides] of cells) {
      const text = sides[side - 1];
      if (text === undefined) { this.#typed.delete(cell); this.#theirs.delete(cell); } else this.#typed.set(cell, text);
    }
    for (const [key, ...sides] of reset) if (sides[side - 1]) this.#reset.add(key); else this.#reset.delete(key);
    for (const key of new Set([...cells.map(([cell]) => weekOf(cell)), ...reset.map(([key]) => key)])) this.#begin(key);
  }

  #begin(key) {
    const touched = this.#reset.has(key) || [...Array(KINDS).keys()].some((kind) => this.#typed.has(`${key}|${kind}`));
    if (!touched) this.#begun.delete(key);
    else if (!this.#begun.has(key)) this.#begun.set(key, this.#of(key));
  }

  #at(row, column) { return [`${this.people[row].id}|${this.weeks[Math.floor(column / KINDS)]}`, column % KINDS]; }

  #of(key) { return this.#saved.get(key) ?? { version: 0, own: null, role: null }; }

  #savedNumber(key, kind) {
    const { own, role } = this.#of(key);
    return plain(own ?? role ?? NOTHING)[kind];
  }

  #number(key, kind) {
    const typed = this.#typed.get(`${key}|${kind}`);
    if (typed !== undefined) return numberOf(typed) ?? 0;
    return this.#reset.has(key) ? plain(this.#of(key).role ?? NOTHING)[kind] : this.#savedNumber(key, kind);
  }

  #sum(key) {
    const sum = [0, 1, 2].reduce((all, kind) => all + this.#number(key, kind), 0);
    return sum > 0 ? String(sum) : "";
  }
}

// A total that is the sum anyway follows the kinds.
const plain = (numbers) => (numbers[TOTAL] === numbers[0] + numbers[1] + numbers[2] ? [...numbers.slice(0, TOTAL), 0] : numbers);

const weekOf = (cell) => cell.slice(0, cell.indexOf("|", cell.indexOf("|") + 1));
