// The bar of a day: where it is, where it can be dragged to, and what one looks for on it.
import { $, make, word } from "../wall/dom.js";
import { hourMinute } from "../wall/clock.js";

const bar = $("#replay-at");

let day = null;

const place = (at) => `${((at - day.from) / (day.to - day.from)) * 100}%`;

/** `seek` is told where somebody wants to be. */
export function lay(told, seek) {
  day = told;
  bar.max = (day.to - day.from) / 1000;
  $("#replay-marks").replaceChildren(...day.marks.map((mark) => {
    const button = make("button", "replay-mark");
    button.type = "button";
    button.tabIndex = -1;
    button.dataset.kind = mark.kind;
    button.style.left = place(mark.at);
    button.title = word(`Mark.${mark.kind}`, hourMinute(mark.at), mark.what);
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", () => seek(mark.at));
    return button;
  }));
  // Hours of the office's wall clock, of which there are 23 or 25 twice a year.
  const hours = [];
  for (let at = day.from; at < day.to; at += 3_600_000) hours.push(at);
  $("#replay-hours").replaceChildren(...hours.filter((_, i) => i % 3 === 0).map((at) => {
    const hour = make("span", "", hourMinute(at));
    hour.style.left = place(at);
    return hour;
  }));
  bar.style.setProperty("--known", place(day.until));
  bar.addEventListener("input", () => seek(day.from + bar.valueAsNumber * 1000));
}

export function move(at) {
  bar.valueAsNumber = (at - day.from) / 1000;
  bar.setAttribute("aria-valuetext", hourMinute(at));
  bar.style.setProperty("--gone", place(at));
}

/** The mark behind or before a moment; undefined for none. */
export const after = (at) => day.marks.find((mark) => mark.at > at + 500);
export const before = (at) => day.marks.findLast((mark) => mark.at < at - 2000);
