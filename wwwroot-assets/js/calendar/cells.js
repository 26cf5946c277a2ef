// The days take the focus too, one of them at a time: arrows go from day to day, Enter plans there. In a view of hours the same
// focus lets the arrows up and down scroll.
export function cells(grid, plan) {
  const days = () => [...grid.querySelectorAll("td[role=gridcell][data-date]")];

  grid.addEventListener("keydown", (event) => {
    const day = event.target.closest?.("td[role=gridcell][data-date]");
    if (!day || event.target !== day) return;
    const all = days();
    const week = day.matches(".fc-daygrid-day") ? 7 : 0;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -week, ArrowDown: week }[event.key];
    const to = step ? all[all.indexOf(day) + step] : null;
    if (to) {
      day.tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
    } else if (event.key === "Enter") {
      plan(new Date(`${day.dataset.date}T00:00Z`));
    } else return;
    event.preventDefault();
  });

  return {
    /** After other days are shown. */
    ready() {
      const all = days();
      for (const day of all) day.tabIndex = -1;
      // In a view of hours the line of whole days stands first, but it is the hours that scroll.
      const hours = all.filter((day) => day.matches(".fc-timegrid-col"));
      const among = hours.length > 0 ? hours : all;
      const first = among.find((day) => day.matches(".fc-day-today")) ?? among[0];
      if (first) first.tabIndex = 0;
    },
  };
}
