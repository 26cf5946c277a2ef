// With Alt the arrows move the activity that has the focus: by a quarter of an hour, by a day, in a month by a week; with Shift they
// move its end. It is saved once, when the keys have rested; Esc puts it back. Read aloud, each step says where it stands now.
const quarter = 900_000;
const day = 86_400_000;
const rests = 800;

const steps = (view) => ({ ArrowUp: view === "dayGridMonth" ? -7 * day : -quarter, ArrowDown: view === "dayGridMonth" ? 7 * day : quarter, ArrowLeft: -day, ArrowRight: day });

export function nudges(root, calendar, { patch, clash, where, save }) {
  const told = root.querySelector("[data-cal-said]");
  let held = null;

  // A list draws its lines anew when one changes its place.
  const focus = (id) => setTimeout(() => {
    const shown = root.querySelector(`[data-activity="${id}"]`);
    if (shown && document.activeElement !== shown) (shown.matches("a, [tabindex]") ? shown : shown.querySelector("a"))?.focus();
    if (shown) clash.beside(shown.getBoundingClientRect());
  });

  function begin(event) {
    if (held?.event.id === event.id) return;
    finish();
    held = { event, start: event.start, end: event.end, timer: 0 };
    patch.hold();
  }

  function put(event, start, end) {
    event.setDates(start, end);
    clash.ask(where(event, start, end));
    told.textContent = event.formatRange({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hour12: false });
    focus(event.id);
  }

  function letGo() {
    clearTimeout(held.timer);
    const was = held;
    held = null;
    clash.clear();
    return was;
  }

  async function finish() {
    if (!held) return;
    const { event, start, end } = letGo();
    try {
      if (event.start - start !== 0 || event.end - end !== 0) await save({ event, revert: () => event.setDates(start, end) });
    } finally {
      patch.release();
      focus(event.id);
    }
  }

  function press(key) {
    const event = calendar.getEventById(key.target.closest?.("[data-activity]")?.dataset.activity ?? "");
    const step = steps(calendar.view.type)[key.key];
    if (held && key.key === "Escape") {
      const { event: moved, start, end } = letGo();
      moved.setDates(start, end);
      patch.release();
      focus(moved.id);
    } else if (event && step && key.altKey && event.startEditable) {
      begin(event);
      // The one that was taken first: another object of the same activity would not know how far it has come.
      const { event: moving } = held;
      const end = moving.end ?? new Date(moving.start.getTime() + 2 * quarter);
      if (!key.shiftKey) put(moving, new Date(moving.start.getTime() + step), new Date(end.getTime() + step));
      else if (end.getTime() + step > moving.start.getTime()) put(moving, moving.start, new Date(end.getTime() + step));
      clearTimeout(held.timer);
      held.timer = setTimeout(finish, rests);
    } else return;
    key.preventDefault();
    key.stopPropagation();
  }

  root.addEventListener("keydown", press);
  return {
    dispose() {
      root.removeEventListener("keydown", press);
      if (held) finish();
    },
  };
}
