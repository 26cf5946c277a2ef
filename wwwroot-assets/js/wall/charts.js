// ApexCharts that move in place: made when their page is first turned to, and given new numbers while it is seen.
import ApexCharts from "apexcharts";
import { $, count, make, rows, say, word } from "./dom.js";

const ink = getComputedStyle(document.body);
const colour = (name) => ink.getPropertyValue(name).trim();
const size = () => Math.round(innerWidth / 70);

const common = (type) => ({
  chart: {
    type, height: "100%", width: "100%", background: "transparent", fontFamily: "Inter, sans-serif", parentHeightOffset: 0,
    toolbar: { show: false }, zoom: { enabled: false }, selection: { enabled: false },
    animations: { enabled: true, speed: 600, animateGradually: { enabled: false }, dynamicAnimation: { enabled: true, speed: 600 } },
  },
  theme: { mode: "dark" },
  legend: { show: false }, tooltip: { enabled: false },
  states: { hover: { filter: { type: "none" } }, active: { filter: { type: "none" } } },
  grid: { borderColor: colour("--line"), padding: { left: 8, right: 8, top: -16, bottom: 0 } },
});

const labels = () => ({ colors: colour("--ink-2"), fontSize: `${size()}px`, fontWeight: 500 });

const charts = new Map();

/** The same chart from then on; a chart whose shape has changed (other hours, other people) is told its new axis as well. */
function show(id, options, series, categories) {
  const known = charts.get(id);
  const shape = JSON.stringify([categories, innerWidth]);
  const numbers = JSON.stringify(series);
  if (!known) {
    const chart = new ApexCharts($(`#${id}`), { ...options(), series, xaxis: { ...options().xaxis, categories } });
    charts.set(id, { chart, shape, numbers });
    return chart.render();
  }
  if (known.numbers === numbers && known.shape === shape) return undefined;
  const same = known.shape === shape;
  Object.assign(known, { shape, numbers });
  return same ? known.chart.updateSeries(series, true) : known.chart.updateOptions({ ...options(), series, xaxis: { ...options().xaxis, categories } }, false, true);
}

const parts = [["answered", "Answered", "--talking"], ["missed", "MissedCalls", "--bad"], ["out", "Out", "--off"]];

export function showHours(hours) {
  rows($("#day"), parts, ([key]) => key, ([, name, tone]) => {
    const cell = make("div");
    const term = make("dt", "", word(name));
    term.style.setProperty("--tone", `var(${tone})`);
    cell.append(term, make("dd", "number"));
    return cell;
  }, (cell, [key]) => say(cell.children[1], count(hours[key].reduce((sum, n) => sum + n, 0))));
  return show("chart-calls", () => ({
    ...common("bar"),
    chart: { ...common("bar").chart, stacked: true },
    colors: parts.map(([, , tone]) => colour(tone)),
    plotOptions: { bar: { columnWidth: "62%", borderRadius: 4, borderRadiusApplication: "end", borderRadiusWhenStacked: "last" } },
    dataLabels: { enabled: false },
    stroke: { show: true, width: 2, colors: [colour("--ground")] },
    xaxis: { labels: { style: labels(), rotate: 0, hideOverlappingLabels: true }, axisBorder: { color: colour("--line-strong") }, axisTicks: { show: false } },
    yaxis: { min: 0, forceNiceScale: true, labels: { style: labels(), formatter: (n) => (Number.isInteger(n) ? count(n) : "") } },
  }), parts.map(([key, name]) => ({ name: word(name), data: hours[key] })), hours.answered.map((_, i) => `${hours.first + i}`));
}

export function showSellers(deals) {
  const none = deals.sellers.length === 0;
  $("#chart-sellers").parentElement.toggleAttribute("data-empty", none);
  if (none) return undefined;
  return show("chart-sellers", () => ({
    ...common("bar"),
    colors: [colour("--accent")],
    plotOptions: { bar: { horizontal: true, barHeight: "58%", borderRadius: 4, borderRadiusApplication: "end", dataLabels: { position: "top" } } },
    dataLabels: { enabled: true, offsetX: size() * 1.4, style: { fontSize: `${Math.round(size() * 1.2)}px`, fontWeight: 700, colors: [colour("--ink")] }, formatter: count },
    grid: { show: false, padding: { left: 8, right: size() * 3, top: -16, bottom: -8 } },
    xaxis: { labels: { show: false }, axisBorder: { show: false }, axisTicks: { show: false } },
    yaxis: { labels: { style: { ...labels(), colors: colour("--ink") }, maxWidth: innerWidth * 0.2 } },
  }), [{ name: word("Signed"), data: deals.sellers.map((seller) => seller.count) }], deals.sellers.map((seller) => seller.name));
}
