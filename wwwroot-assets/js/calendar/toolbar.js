// The buttons above the calendar are the page's own, with [data-cal="week"] and the like; what they do needs no server.
const views = { month: "dayGridMonth", week: "timeGridWeek", day: "timeGridDay", list: "days", team: "team" };

export function toolbar(root, calendar, turn, settings, server) {
  const title = root.querySelector("[data-cal-title]");
  const format = (options) => new Intl.DateTimeFormat(settings.language === "en" ? "en-GB" : settings.language, { timeZone: "UTC", ...options });

  function spell({ type, currentStart, currentEnd }) {
    const last = new Date(currentEnd.getTime() - 1);
    if (type === "dayGridMonth") return format({ month: "long", year: "numeric" }).format(currentStart);
    if (type === "timeGridDay" || type === "team") return format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(currentStart);
    return format({ day: "numeric", month: "short", year: "numeric" }).formatRange(currentStart, last);
  }

  const press = (event) => {
    const wanted = event.target.closest("[data-cal]")?.dataset.cal;
    if (!wanted) return;
    if (wanted === "previous") calendar.prev();
    else if (wanted === "next") calendar.next();
    else if (wanted === "today") calendar.today();
    else if (wanted === "again") calendar.refetchEvents();
    else if (wanted === "keep") server.invokeMethodAsync("KeepViewAsync", calendar.view.type);
    else if (views[wanted]) turn(views[wanted]);
  };
  root.addEventListener("click", press);

  return {
    show(view) {
      title.textContent = spell(view);
      for (const button of root.querySelectorAll("[data-cal]")) {
        const is = views[button.dataset.cal];
        if (is) button.setAttribute("aria-pressed", String(is === view.type));
      }
    },
    dispose: () => root.removeEventListener("click", press),
  };
}
