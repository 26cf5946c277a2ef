// The calendar's own module, loaded by Calendar.razor when the page is opened. FullCalendar draws; the office's server says what
// stands where. All times here are the office's wall clock without a zone, and FullCalendar is told "UTC" so that it leaves them
// alone: a browser in another country shows the office's day.
import { Calendar } from "@fullcalendar/core";
import dayGrid from "@fullcalendar/daygrid";
import interaction from "@fullcalendar/interaction";
import list from "@fullcalendar/list";
import timeGrid from "@fullcalendar/timegrid";
import pl from "@fullcalendar/core/locales/pl";
import ru from "@fullcalendar/core/locales/ru";
import enGb from "@fullcalendar/core/locales/en-gb";
import { cells } from "./cells.js";
import { clashes } from "./clash.js";
import { show, toClosed, toEvent, toMark } from "./look.js";
import { nudges } from "./nudge.js";
import { patches } from "./patch.js";
import { columns } from "./team.js";
import { toolbar } from "./toolbar.js";

const phone = matchMedia("(max-width: 39.99rem)");
const local = (date) => date.toISOString().slice(0, 16);

// A line of the list takes the focus, the arrows (js/keys.js) and Enter, as the lines of all our lists do.
function asRow(row) {
  row.tabIndex = 0;
  row.dataset.row = "";
  row.closest("table").dataset.rows = "";
  row.addEventListener("keydown", (event) => { if (event.key === "Enter") row.click(); });
}

/**
 * @param {HTMLElement} root holds [data-cal-grid] and the toolbar's buttons
 * @param settings see CalendarSettings in Calendar.razor.cs
 */
export function mount(root, server, settings) {
  const grid = root.querySelector("[data-cal-grid]");
  const team = columns(settings);
  const clash = clashes(root, server, settings.texts);
  const kept = JSON.parse(sessionStorage.getItem("calendar") ?? "null");
  const opened = Date.now();
  // What the clock on the office's wall says, whatever the browser's own does.
  const now = () => new Date(Date.parse(`${settings.now}Z`) + Date.now() - opened).toISOString().slice(0, 19);
  // On a telephone days and lists are as long as they are and the page scrolls; hours scroll in themselves.
  const heightOf = (view) => (phone.matches && (view === "days" || view === "dayGridMonth") ? "auto" : "100%");
  // An hour before the office opens.
  const scrollTime = settings.from > "01:00" ? `${String(Number(settings.from.slice(0, 2)) - 1).padStart(2, "0")}:00` : "00:00";
  const source = { id: "office", events: load };
  const firstView = kept?.view ?? (phone.matches ? "days" : settings.view);
  // FullCalendar asks for rows before it knows its new view: the server reads them while the browser still draws the empty days.
  let turningTo = firstView;
  let calendar, patch;

  function turn(view, date) {
    turningTo = view;
    calendar.changeView(view, date);
    turningTo = null;
  }

  async function load({ start, end }, took, failed) {
    try {
      const asTeam = (turningTo ?? calendar.view.type) === "team";
      const until = asTeam ? new Date(start.getTime() + 86_400_000) : end;
      const told = await server.invokeMethodAsync("RowsAsync", local(start), local(until), asTeam);
      patch.forget();
      const ofMonth = calendar.view.type === "dayGridMonth";
      const all = [
        ...told.rows.map((row) => toEvent(row, settings)),
        ...told.marks.flatMap((mark) => toMark(mark, asTeam || settings.one, ofMonth)),
        ...(calendar.view.type === "days" ? [] : told.hours.flatMap((day) => toClosed(day, ofMonth))),
      ];
      const focused = document.activeElement?.closest?.("[data-activity]")?.dataset.activity;
      took(asTeam ? team.spread(all, start) : all);
      // What is read anew is drawn anew: whoever stood on an activity stands on it again.
      if (focused) setTimeout(() => root.querySelector(`[data-activity="${focused}"]`)?.focus());
      root.removeAttribute("data-failed");
    } catch (fault) {
      root.setAttribute("data-failed", "");
      failed(fault);
    }
  }

  const where = (event, start, end) => {
    const column = calendar.view.type === "team" ? team.at(start, calendar.view.currentStart) : null;
    return {
      id: event ? Number(event.id) : 0,
      version: event?.extendedProps.version ?? 0,
      start: local(column ? column.back(start) : start),
      end: local(column && end ? column.back(end) : end ?? start),
      person: column?.person ?? event?.extendedProps.person ?? 0,
    };
  };

  async function moved({ event, revert }) {
    clash.clear();
    const wanted = where(event, event.start, event.end);
    let saved = false;
    try {
      saved = await server.invokeMethodAsync("MovedAsync", wanted);
      // Until the ring says so: whoever moves it again at once moves what they have just saved.
      if (saved) event.setExtendedProp("version", wanted.version + 1);
    } finally {
      // What was refused goes back to where it was; why, the server has said on the screen.
      if (!saved) revert();
    }
  }

  function options() {
    return {
      plugins: [dayGrid, timeGrid, list, interaction],
      locales: [enGb, pl, ru],
      locale: settings.language === "en" ? "en-gb" : settings.language,
      timeZone: "UTC",
      now,
      initialView: firstView,
      initialDate: settings.date ?? kept?.date,
      headerToolbar: false,
      height: heightOf(firstView),
      expandRows: true,
      firstDay: 1,
      navLinks: true,
      navLinkDayClick: (date) => turn("timeGridDay", date),
      navLinkHint: (text) => text,
      nowIndicator: true,
      lazyFetching: false,
      dayMaxEvents: true,
      eventDisplay: "block",
      eventInteractive: true,
      slotDuration: "00:30",
      snapDuration: "00:15",
      slotLabelFormat: { hour: "2-digit", minute: "2-digit", hour12: false },
      eventTimeFormat: { hour: "2-digit", minute: "2-digit", hour12: false },
      dayHeaderFormat: { weekday: "short", day: "numeric", month: "numeric" },
      defaultTimedEventDuration: "00:30",
      scrollTime,
      scrollTimeReset: false,
      views: {
        dayGridMonth: { dayHeaderFormat: { weekday: "short" }, ...(phone.matches ? { dayMaxEvents: 3 } : {}) },
        days: { type: "list", duration: { days: 14 }, listDayFormat: { weekday: "long", day: "numeric", month: "long" }, listDaySideFormat: false },
        team: { type: "timeGrid", duration: { days: Math.max(1, settings.people.length) }, dateIncrement: { days: 1 }, dayHeaderContent: ({ date, view }) => team.name(date, view.currentStart), navLinks: false },
      },
      noEventsContent: settings.texts.none,
      moreLinkContent: ({ num }) => `+${num}`,
      moreLinkHint: (count) => settings.texts.more.replace("{0}", count),
      closeHint: settings.texts.close,
      viewHint: (text) => text,
      eventSources: [source],
      eventContent: (shown) => show(shown, settings),
      slotEventOverlap: false,
      eventMaxStack: 5,
      eventDidMount: ({ el, event }) => {
        el.dataset.activity = event.id;
        if (event.startEditable) el.setAttribute("aria-keyshortcuts", "Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight Alt+Shift+ArrowDown Alt+Shift+ArrowUp");
        if (el.tagName === "TR" && !event.extendedProps.mark) asRow(el);
      },
      editable: settings.mayEdit,
      selectable: settings.mayEdit,
      selectMirror: true,
      selectMinDistance: 4,
      longPressDelay: 350,
      // An activity has an hour: it cannot be dropped on the line of whole days.
      eventAllow: (drop, dragged) => { clash.ask(where(dragged, drop.start, drop.end)); return !drop.allDay; },
      selectAllow: (span) => { if (!span.allDay) clash.ask(where(null, span.start, span.end)); return true; },
      eventDragStart: () => patch.hold(),
      eventDragStop: () => { clash.clear(); patch.release(); },
      eventResizeStart: () => patch.hold(),
      eventResizeStop: () => { clash.clear(); patch.release(); },
      eventDrop: moved,
      eventResize: moved,
      select: (span) => { clash.clear(); server.invokeMethodAsync("EmptyAsync", where(null, span.start, span.end), span.allDay); },
      dateClick: (at) => { if (settings.mayEdit) server.invokeMethodAsync("EmptyAsync", where(null, at.date, null), at.allDay); },
      eventClick: ({ event, jsEvent }) => { jsEvent.preventDefault(); if (event.extendedProps.row) server.invokeMethodAsync("OpenedAsync", Number(event.id)); },
      loading: (is) => root.toggleAttribute("data-loading", is),
      datesSet: ({ view }) => {
        sessionStorage.setItem("calendar", JSON.stringify({ view: view.type, date: local(calendar?.getDate() ?? view.currentStart).slice(0, 10) }));
        root.dataset.view = view.type;
        if (calendar && calendar.getOption("height") !== heightOf(view.type)) {
          calendar.setOption("height", heightOf(view.type));
          // As long as the page there was nothing to scroll to; now the day begins when the office does.
          setTimeout(() => calendar.scrollToTime(scrollTime));
        }
        bar?.show(view);
        days?.ready();
      },
    };
  }

  let bar = null, days = null, nudge = null;
  calendar = new Calendar(grid, options());
  turningTo = null;
  patch = patches(calendar, source.id, settings, (events) => (calendar.view.type === "team" ? team.spread(events, calendar.view.currentStart) : events));
  bar = toolbar(root, calendar, turn, settings, server);
  grid.replaceChildren();
  root.style.setProperty("--people", Math.max(1, settings.people.length));
  calendar.render();
  bar.show(calendar.view);
  days = cells(grid, (date) => { if (settings.mayEdit) server.invokeMethodAsync("EmptyAsync", where(null, date, null), true); });
  days.ready();
  nudge = nudges(root, calendar, { patch, clash, where, save: moved });

  return {
    patch: (rows, gone) => patch.take(rows, gone),
    refetch: () => calendar.refetchEvents(),
    /** Other people to show: the team view has as many columns as there are people. */
    people(people, one) {
      settings.one = one;
      team.take(people);
      calendar.resetOptions({ ...options(), initialDate: calendar.getDate(), initialView: calendar.view.type });
      root.style.setProperty("--people", Math.max(1, people.length));
      calendar.refetchEvents();
    },
    dispose() {
      nudge.dispose();
      bar.dispose();
      clash.dispose();
      calendar.destroy();
    },
  };
}
