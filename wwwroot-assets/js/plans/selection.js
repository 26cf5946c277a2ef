// Where one stands in the sheet and how far the choice reaches.
export class Selection {
  constructor(sheet) {
    this.sheet = sheet;
    this.at = this.from = { row: 0, column: 0 };
  }

  get box() {
    const { at, from } = this;
    return { top: Math.min(at.row, from.row), bottom: Math.max(at.row, from.row), left: Math.min(at.column, from.column), right: Math.max(at.column, from.column) };
  }

  get cells() {
    const { top, bottom, left, right } = this.box;
    return Array.from({ length: (bottom - top + 1) * (right - left + 1) }, (_, i) => ({ row: top + Math.floor(i / (right - left + 1)), column: left + (i % (right - left + 1)) }));
  }

  has(row, column) {
    const { top, bottom, left, right } = this.box;
    return row >= top && row <= bottom && column >= left && column <= right;
  }

  isAt(row, column) { return this.at.row === row && this.at.column === column; }

  go(row, column, reach = false) {
    const clamp = (value, most) => Math.min(Math.max(value, 0), Math.max(most - 1, 0));
    this.at = { row: clamp(row, this.sheet.rows), column: clamp(column, this.sheet.columns) };
    if (!reach) this.from = this.at;
  }

  step(rows, columns, { reach = false, far = false } = {}) {
    const to = (by, now, most) => (by === 0 ? now : far ? (by > 0 ? most - 1 : 0) : now + by);
    this.go(to(rows, this.at.row, this.sheet.rows), to(columns, this.at.column, this.sheet.columns), reach);
  }

  /** Tab goes on in the next line; false where the sheet ends and the focus may leave it. */
  next(by) {
    const place = this.at.row * this.sheet.columns + this.at.column + by;
    if (place < 0 || place >= this.sheet.rows * this.sheet.columns) return false;
    this.go(Math.floor(place / this.sheet.columns), place % this.sheet.columns);
    return true;
  }

  all() {
    this.from = { row: 0, column: 0 };
    this.at = { row: this.sheet.rows - 1, column: this.sheet.columns - 1 };
  }
}
