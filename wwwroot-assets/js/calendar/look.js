// How an activity looks. Its type is a colour and an icon; whether it is planned, done or came to nothing is said by fill, border
// and a second icon, so that nobody has to tell them apart by colour (A4).

export const types = ["phone", "meeting", "task", "email", "note"];
const states = ["open", "done", "void", "void", "open", "open", "open", "done"];

/** A row as the server sends it, in order: [id, version, type, status, start, end, client, person, who, where, movable, overdue]. */
export function toEvent(row, settings) {
  const [id, version, type, status, start, end, client, person, who, where, movable, overdue] = row;
  return {
    id: String(id),
    start,
    end: end ?? undefined,
    title: client,
    startEditable: settings.mayEdit && movable === 1,
    durationEditable: settings.mayEdit && movable === 1,
    classNames: ["act", `act-${types[type]}`, `act-${states[status]}`, ...(overdue ? ["act-overdue"] : [])],
    extendedProps: { row, version, type, status, person, who, where, overdue },
  };
}

const shade = { editable: false, interactive: false, display: "background" };

/**
 * What a day is besides: a line above it, and a shade over it where nobody works, or the one person who is shown does not.
 * [kind, person, first, after, text]; over a month the shade covers days, over hours it covers hours.
 */
export function toMark([kind, person, first, after, text], ofOne, ofMonth) {
  const id = `mark-${kind}-${person}-${first}`;
  const said = { id, start: first, end: after, allDay: true, title: text, editable: false, interactive: false, classNames: ["mark", `mark-${kind}`], extendedProps: { mark: true, person } };
  if (kind === "hours" || (kind === "absence" && !ofOne)) return [said];
  const [start, end] = ofMonth ? [first, after] : [`${first}T00:00`, `${after}T00:00`];
  return [said, { ...said, ...shade, id: `${id}-shade`, start, end, allDay: ofMonth, classNames: ["shade"] }];
}

/** When the office is closed, by its week and its own days: [day, opens, closes]. A closed day of a month is one shaded cell. */
export function toClosed([day, opens, closes], ofMonth) {
  const closed = { ...shade, classNames: ["closed"], extendedProps: { mark: true, hours: true, person: 0 } };
  if (ofMonth) return opens ? [] : [{ ...closed, id: `closed-${day}`, start: day, allDay: true }];
  const spans = opens ? [["00:00", opens], [closes, "24:00"]] : [["00:00", "24:00"]];
  return spans.map(([from, to]) => ({ ...closed, id: `closed-${day}-${from}`, start: `${day}T${from}`, end: `${day}T${to}` }));
}

const icon = (name) => {
  const drawn = document.createElement("i");
  drawn.className = `icon icon-${name}`;
  drawn.setAttribute("aria-hidden", "true");
  return drawn;
};

const words = (className, text) => {
  const said = document.createElement("span");
  said.className = className;
  said.textContent = text;
  return said;
};

function bodyOf(nodes) {
  const body = document.createElement("div");
  body.className = "act-body";
  body.append(...nodes);
  return body;
}

export function show({ event, timeText, view, isMirror, isDragging, isResizing }, settings) {
  const { row, type, status, who, where, overdue, mark } = event.extendedProps;
  if (mark) {
    const text = words("mark-text", event.title);
    text.title = event.title;
    return { domNodes: event.display === "background" ? [] : [text] };
  }
  // What is being planned by dragging has no row yet.
  if (!row) return { domNodes: [bodyOf([words("act-time", timeText), words("act-client", settings.texts.plan)])] };
  const state = states[status];
  const nodes = [icon(`type-${types[type]}`)];
  // While it is held the whole stretch is told; else its place in the grid says how long it lasts.
  if (timeText && view.type !== "days") nodes.push(words("act-time", isMirror || isDragging || isResizing ? timeText : timeText.slice(0, 5)));
  nodes.push(words("act-client", event.title || settings.texts.nobody));
  if (state === "done") nodes.push(icon("answered"));
  if (state === "void") nodes.push(icon("void"));
  if (overdue) nodes.push(icon("overdue"));
  nodes.push(words("only-read", `${settings.texts.types[type]}, ${overdue ? settings.texts.overdue : settings.texts.statuses[status]}`));
  if (view.type === "days") nodes.push(words("act-state", overdue ? settings.texts.overdue : settings.texts.statuses[status]));
  if (who && !isMirror) nodes.push(words("act-who", who));
  if (where && !isMirror) nodes.push(words("act-where", where));
  const body = bodyOf(nodes);
  body.title = [timeText, event.title, settings.texts.types[type], who, where].filter(Boolean).join(" · ");
  return { domNodes: [body] };
}
