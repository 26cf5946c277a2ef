// The server's time. A television's own clock may be an hour wrong, or be put right in the middle of the day, so it is not asked:
// what passes between two words of the server is measured by a clock that only runs forward.
const told = Date.parse(document.querySelector("meta[name=server-time]")?.content ?? "");
let base = { server: Number.isNaN(told) ? Date.now() : told, at: performance.now(), speed: 1 };

export const now = () => base.server + (performance.now() - base.at) * base.speed;

/** Of a day that is played again: from a moment on, so many times as quickly; 0 stands still. */
export function play(server, speed) {
  base = { server, at: performance.now(), speed };
}

export function tellTime(iso) {
  const server = Date.parse(iso);
  // A message on its way is late, never early: small steps back are the line's, not the clock's.
  if (server > now() || now() - server > 2000) base = { server, at: performance.now(), speed: 1 };
}

let zone;
const lang = document.documentElement.lang;
const formats = {};

const format = (name, options) => (formats[name + zone] ??= new Intl.DateTimeFormat(lang, { ...options, timeZone: zone }));

export const inZone = (name) => { zone = name; };
export const hourMinute = (at) => format("time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
export const longDay = (at) => format("day", { weekday: "long", day: "numeric", month: "long" }).format(at);
export const shortDay = (at) => format("short", { day: "numeric", month: "short" }).format(at);
export const dayKey = (at) => format("key", { year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
