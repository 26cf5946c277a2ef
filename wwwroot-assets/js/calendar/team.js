// The day of a team, a column for each person. FullCalendar's own resource columns are not free, so the columns are days: person n
// stands on the n-th day from the one that is shown, on screen only. Dragging into another column gives the activity to that person.
const day = 86_400_000;
const shift = (text, days) => {
  const hasTime = text.includes("T");
  const midnight = Date.parse(`${text.slice(0, 10)}T00:00Z`);
  const [hour, minute] = hasTime ? text.slice(11, 16).split(":").map(Number) : [0, 0];
  const moved = new Date(midnight + (hour * 60 + minute) * 60_000 + days * day).toISOString();
  return hasTime ? moved.slice(0, 16) : moved.slice(0, 10);
};

export function columns(settings) {
  const at = () => settings.people;
  const index = (date, first) => Math.floor((date - first) / day);

  function place(event, column, first) {
    // An absence of three days is one column of one day here.
    const { mark, hours } = event.extendedProps;
    const shown = first.toISOString().slice(0, 10);
    const whole = mark && !hours;
    const start = whole ? (event.allDay ? shown : `${shown}T00:00`) : event.start;
    const end = whole ? (event.allDay ? shift(shown, 1) : `${shift(shown, 1)}T00:00`) : event.end;
    return { ...event, id: mark ? `${event.id}-${column}` : event.id, start: shift(start, column), end: end && shift(end, column) };
  }

  return {
    take(people) { settings.people = people; },
    name: (date, first) => at()[index(date, first)]?.name ?? "",
    at(date, first) {
      const column = index(date, first);
      return { person: at()[column]?.id ?? 0, back: (when) => new Date(when.getTime() - column * day) };
    },
    spread: (events, first) => events.flatMap((event) => {
      const { person, mark } = event.extendedProps;
      if (mark && !person) return at().map((_, column) => place(event, column, first));
      const column = at().findIndex((one) => one.id === person);
      return column < 0 ? [] : [place(event, column, first)];
    }),
  };
}
