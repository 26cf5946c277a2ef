// A colleague's change goes into the one event it concerns: scroll, view, selection and focus stay. What comes while something is
// being dragged waits until it has been let go (A7).
import { toEvent } from "./look.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export function patches(calendar, sourceId, settings, spread) {
  let held = false;
  let waiting = new Map();

  function apply(input) {
    const event = calendar.getEventById(input.id);
    if (!event) return calendar.addEvent(input, sourceId);
    event.setDates(input.start, input.end ?? null);
    for (const name of ["title", "startEditable", "durationEditable", "classNames"]) event.setProp(name, input[name]);
    for (const [name, value] of Object.entries(input.extendedProps)) event.setExtendedProp(name, value);
    return event;
  }

  function flash(ids) {
    if (calm.matches || ids.length > 12) return;
    for (const id of ids) {
      for (const shown of calendar.el.querySelectorAll(`[data-activity="${id}"]`)) {
        shown.animate([{ outline: "2px solid var(--accent)", outlineOffset: "1px" }, { outline: "2px solid transparent", outlineOffset: "4px" }], { duration: 900, easing: "ease-out" });
      }
    }
  }

  function flush() {
    const news = [...waiting];
    waiting = new Map();
    calendar.batchRendering(() => {
      for (const [id, row] of news) {
        const inputs = row ? spread([toEvent(row, settings)]) : [];
        if (inputs.length > 0) apply(inputs[0]);
        else calendar.getEventById(id)?.remove();
      }
    });
    flash(news.filter(([, row]) => row).map(([id]) => id));
  }

  return {
    take(rows, gone) {
      for (const row of rows) waiting.set(String(row[0]), row);
      for (const id of gone) waiting.set(String(id), null);
      if (!held) flush();
    },
    hold: () => { held = true; },
    release() {
      held = false;
      // FullCalendar tells of the drop after the stop; a change from elsewhere must not come between.
      setTimeout(() => { if (!held) flush(); });
    },
    /** Everything has just been read anew. */
    forget: () => { waiting.clear(); },
  };
}
