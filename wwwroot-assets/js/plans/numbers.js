// What was typed or pasted, as a number of contacts a week.
const MOST = 10_000; // As PlanNumbers has it.

/** The number; 0 for an empty cell. */
export function numberOf(text) {
  const plain = plainOf(text);
  return wrongOf(text) ? null : plain === "" ? 0 : Math.round(Number(plain));
}

/** Why it is none: "letters", "negative", "part" or "absurd"; null when it is one. */
export function wrongOf(text) {
  const plain = plainOf(text);
  if (plain === "") return null;
  const number = Number(plain);
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return "letters";
  if (number < 0) return "negative";
  if (!Number.isInteger(number)) return "part";
  return number > MOST ? "absurd" : null;
}

// Excel writes 1 200, 1'200, 12,0 or 12.00 as its language has it, and a dash for nothing.
const plainOf = (text) => {
  const bare = String(text).replace(/[\s\u00a0\u202f'’]/g, "").replace("−", "-");
  if (/^[-–—]$/.test(bare)) return "";
  return /^-?\d{1,3}([.,]\d{3})+$/.test(bare) ? bare.replace(/[.,]/g, "") : bare.replace(",", ".");
};

/** A block as Excel and every spreadsheet puts it on the clipboard: tabs between cells, lines between rows, quotes around what has either. */
export function blockOf(text) {
  const rows = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const [letter, row] = [text[i], rows[rows.length - 1]];
    if (quoted) {
      if (letter !== '"') row[row.length - 1] += letter;
      else if (text[i + 1] === '"') row[row.length - 1] += text[++i];
      else quoted = false;
    } else if (letter === '"' && row[row.length - 1] === "") quoted = true;
    else if (letter === "\t") row.push("");
    else if (letter === "\n") rows.push([""]);
    else if (letter !== "\r") row[row.length - 1] += letter;
  }
  // The last line ends too.
  if (rows.length > 1 && rows.at(-1).length === 1 && rows.at(-1)[0] === "") rows.pop();
  return rows;
}
