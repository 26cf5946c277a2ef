// Fields of days and hours (Shared/DayField, HourField). The server reads what is typed; here are the steps of the arrow keys and the
// month that opens beside a day. [data-day="2026-11-24"], [data-hour="10:00"] say what the field holds, whatever words it is shown in.
import { officeWords, serverOffset } from "./clocks.js";

const day = 86_400_000;
const iso = (date) => date.toISOString().slice(0, 10);
const coarse = matchMedia("(pointer: coarse)");
const words = (options) => new Intl.DateTimeFormat(document.documentElement.lang || "en", { timeZone: "UTC", ...options });
const today = () => new Date(Date.parse(`${officeWords({}, "sv").format(Date.now() + serverOffset())}T00:00Z`));

// What has just been set here is newer than what the server has said of it so far.
const held = (field, name) => (/^\d{4}-\d\d-\d\d$|^\d\d:\d\d$/.test(field.value) ? field.value : field.dataset[name]);
const dayOf = (field) => { const at = Date.parse(`${held(field, "day")}T00:00Z`); return Number.isNaN(at) ? null : new Date(at); };

function put(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function stepHour(field, by) {
  const [hour, minute] = (held(field, "hour") || "09:00").split(":").map(Number);
  const at = hour * 60 + minute;
  const to = by > 0 ? Math.floor(at / 15) * 15 + 15 : Math.ceil(at / 15) * 15 - 15;
  if (to >= 0 && to < 24 * 60) put(field, `${String(Math.floor(to / 60)).padStart(2, "0")}:${String(to % 60).padStart(2, "0")}`);
}

const button = (text, label, press) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button quiet";
  made.textContent = text;
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", press);
  return made;
};

/** A month beside its field, in the top layer: a dialog that is open holds it too. */
function openMonth(field) {
  const pop = document.createElement("div");
  pop.className = "day-pop";
  pop.popover = "auto";
  pop.setAttribute("role", "dialog");
  let at = dayOf(field) ?? today();

  const choose = (date) => {
    pop.hidePopover();
    put(field, iso(date));
  };
  const move = (to, focus) => {
    at = to;
    draw();
    if (focus) pop.querySelector(`[data-at="${iso(at)}"]`).focus();
  };
  const byMonth = (count) => {
    const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + count + 1, 0)).getUTCDate();
    return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + count, Math.min(at.getUTCDate(), last)));
  };

  function head() {
    const title = document.createElement("strong");
    title.textContent = words({ month: "long", year: "numeric" }).format(at);
    title.setAttribute("aria-live", "polite");
    const bar = document.createElement("div");
    bar.className = "day-pop-head";
    const name = (count) => words({ month: "long" }).format(byMonth(count));
    bar.append(button("‹", name(-1), () => move(byMonth(-1))), title, button("›", name(1), () => move(byMonth(1))));
    return bar;
  }

  function cell(date) {
    const made = button(String(date.getUTCDate()), words({ weekday: "long", day: "numeric", month: "long" }).format(date), () => choose(date));
    made.dataset.at = iso(date);
    made.tabIndex = iso(date) === iso(at) ? 0 : -1;
    made.toggleAttribute("data-other", date.getUTCMonth() !== at.getUTCMonth());
    made.toggleAttribute("data-weekend", date.getUTCDay() % 6 === 0);
    if (iso(date) === iso(today())) made.setAttribute("aria-current", "date");
    made.setAttribute("aria-pressed", String(iso(date) === held(field, "day")));
    return made;
  }

  function draw() {
    const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
    const monday = first.getTime() - ((first.getUTCDay() + 6) % 7) * day;
    const grid = document.createElement("div");
    grid.className = "day-pop-grid";
    for (let i = 0; i < 7; i++) {
      const name = document.createElement("span");
      name.textContent = words({ weekday: "short" }).format(new Date(monday + i * day));
      name.setAttribute("aria-hidden", "true");
      grid.append(name);
    }
    for (let i = 0; i < 42; i++) grid.append(cell(new Date(monday + i * day)));
    pop.replaceChildren(head(), grid);
  }

  pop.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: -((at.getUTCDay() + 6) % 7), End: 6 - ((at.getUTCDay() + 6) % 7) }[event.key];
    const to = by !== undefined ? new Date(at.getTime() + by * day) : event.key === "PageUp" ? byMonth(-1) : event.key === "PageDown" ? byMonth(1) : null;
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    move(to, true);
  });
  pop.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    pop.remove();
    field.focus();
  });

  pop.setAttribute("aria-label", field.labels?.[0]?.textContent ?? "");
  (field.closest("dialog") ?? document.body).append(pop);
  draw();
  pop.showPopover();
  const beside = field.getBoundingClientRect();
  const below = beside.bottom + pop.offsetHeight + 4 < innerHeight;
  pop.style.left = `${Math.max(4, Math.min(beside.left, innerWidth - pop.offsetWidth - 4))}px`;
  pop.style.top = `${below ? beside.bottom + 4 : Math.max(4, beside.top - pop.offsetHeight - 4)}px`;
  pop.querySelector(`[data-at="${iso(at)}"]`).focus();
}

export function startDays() {
  document.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by || !event.target.matches?.("[data-day], [data-hour]")) return;
    if (event.target.matches("[data-hour]")) stepHour(event.target, by);
    else if (event.altKey) openMonth(event.target);
    else put(event.target, iso(new Date((dayOf(event.target) ?? today()).getTime() + by * day)));
    event.preventDefault();
  });
  document.addEventListener("click", ({ target }) => {
    const opens = target.closest?.("[data-day-open]") ?? (coarse.matches && target.closest?.("[data-day]"));
    const field = opens && (opens.matches("[data-day]") ? opens : opens.parentElement.querySelector("[data-day]"));
    if (field && !field.disabled) openMonth(field);
  });
  // A finger chooses from the month; the keys of a telephone would only cover it.
  document.addEventListener("pointerdown", ({ target }) => {
    const field = target.closest?.("[data-day]");
    if (field && coarse.matches) field.inputMode = "none";
  });
  document.addEventListener("focusin", ({ target }) => { if (target.matches?.("[data-hour]")) target.select(); });
}
