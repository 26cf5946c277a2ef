// Space, arrows and letters: whoever leads a meeting looks at the wall and not for buttons.
const minute = 60_000;
const speeds = [1, 5, 15, 30, 60];

export function keys(to) {
  const does = {
    " ": () => to.toggle(),
    ArrowLeft: (e) => to.by(e.shiftKey ? -10 * minute : -minute),
    ArrowRight: (e) => to.by(e.shiftKey ? 10 * minute : minute),
    PageUp: () => to.by(60 * minute),
    PageDown: () => to.by(-60 * minute),
    Home: () => to.from(),
    End: () => to.until(),
    n: () => to.after(),
    p: () => to.before(),
    t: () => to.turn(),
    f: () => to.full(),
    ...Object.fromEntries(speeds.map((speed, i) => [`${i + 1}`, () => to.hurry(speed)])),
  };
  addEventListener("keydown", (e) => {
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    // A day is typed where days are typed, and a button does what it says.
    if (!does[key] || e.ctrlKey || e.altKey || e.metaKey || e.target.closest("input[type=date]") || (key === " " && e.target.closest("button, a"))) return;
    e.preventDefault();
    does[key](e);
  });
}
