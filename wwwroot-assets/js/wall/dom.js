export const $ = (selector, root = document) => root.querySelector(selector);

const words = JSON.parse(document.body.dataset.words ?? "{}");

/** A word of the page's language, its blanks filled. */
export const word = (name, ...fill) => (words[name] ?? name).replace(/\{(\d)\}/g, (_, i) => fill[i]);

export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

const moving = matchMedia("(prefers-reduced-motion: no-preference)");

/** Says a text; one that changed flashes, so that the eye finds what moved. */
export function say(element, text, flash = true) {
  text = String(text);
  if (element.textContent === text) return;
  const first = element.textContent === "";
  element.textContent = text;
  if (flash && !first && moving.matches) element.animate([{ backgroundColor: "rgb(76 195 184 / 0.45)" }, { backgroundColor: "transparent" }], { duration: 600 });
}

/** Makes a list hold a row for each item, in this order; rows stay the same elements, and glide to their new places. */
export function rows(list, items, key, create, fill) {
  const before = new Map([...list.children].map((row) => [row.dataset.key, row]));
  const tops = new Map([...before].map(([id, row]) => [id, row.offsetTop]));
  const shown = items.map((item) => {
    const id = String(key(item));
    const row = before.get(id) ?? Object.assign(create(item), { isNew: list.childElementCount > 0 });
    row.dataset.key = id;
    before.delete(id);
    fill(row, item);
    return row;
  });
  before.forEach((row) => row.remove());
  shown.forEach((row, i) => { if (list.children[i] !== row) list.insertBefore(row, list.children[i] ?? null); });
  if (!moving.matches) return;
  for (const row of shown) {
    const top = tops.get(row.dataset.key);
    if (top !== undefined && top !== row.offsetTop) row.animate([{ transform: `translateY(${top - row.offsetTop}px)` }, { transform: "none" }], { duration: 700, easing: "cubic-bezier(.2,.8,.2,1)" });
    else if (row.isNew) row.animate([{ opacity: 0, transform: "translateY(-0.5em)" }, { opacity: 1, transform: "none" }], { duration: 400, easing: "ease-out" });
    delete row.isNew;
  }
}

const counts = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });
const percents = new Intl.NumberFormat(document.documentElement.lang, { style: "percent", maximumFractionDigits: 0 });

export const count = (n) => counts.format(n);
export const percent = (n) => percents.format(n);

/** Plan of 9.2 contacts: the tenth means something to the arithmetic and nothing five metres away. */
export const plan = (n) => counts.format(Math.ceil(n));

/** ▲ +3 or ▼ −2: a sign and a number beside the colour. */
export function gap(mark) {
  if (mark.tone === "NoPlan") return word("NoPlan");
  const by = mark.fact - Math.ceil(mark.plan);
  return by >= 0 ? `▲ +${count(by)}` : `▼ −${count(-by)}`;
}
