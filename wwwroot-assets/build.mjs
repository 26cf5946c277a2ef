// Builds CrmLive.Web/wwwroot from scratch. Called by `dotnet build`; by hand: `npm run build`.
import { build } from "esbuild";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { icons } from "./icons.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = join(here, "..", "CrmLive.Web", "wwwroot");

// An icon is a mask over the text colour: one element, no request, no inline SVG in every row the server keeps.
async function iconStyles() {
  const rules = [];
  for (const [name, file] of Object.entries(icons)) {
    const svg = await readFile(join(here, "node_modules/lucide-static/icons", `${file}.svg`), "utf8");
    const plain = svg.replace(/<!--.*?-->/gs, "").replace(/\sclass="[^"]*"/, "").replace(/\s+/g, " ").trim();
    rules.push(`.icon-${name}{--icon:url("data:image/svg+xml,${encodeURIComponent(plain)}")}`);
  }
  return rules.join("\n");
}

// FullCalendar writes its styles into the page by script, which the content policy forbids (style-src 'self'). So they are
// taken out of its modules here and go into our style sheet; its icon font, a data: address, is not used and stays out.
const calendarParts = ["core/internal-common", "daygrid/internal", "timegrid/internal", "list/internal"];
const calendarStyle = /var css_248z = ("(?:[^"\\]|\\.)*");\s*injectStyles\(css_248z\);/;

async function calendarStyles() {
  const texts = await Promise.all(calendarParts.map(async (part) => {
    const found = calendarStyle.exec(await readFile(join(here, `node_modules/@fullcalendar/${part}.js`), "utf8"));
    if (!found) throw new Error(`@fullcalendar/${part} no longer keeps its styles where they were: build.mjs must learn the new place.`);
    return JSON.parse(found[1]);
  }));
  return texts.join("").replace(/@font-face\{[^}]*\}/g, "");
}

// A month draws every activity of a day, hidden, to learn how high it is, and then shows the four that fit: three hundred were laid out
// for a hundred to be seen. Ours are all one line high, so what has not been measured is taken to be as high as what was measured last,
// and what does not fit is not drawn.
const onlyWhatFits = [
  ["let eventHeight = segHeights[segUid];", "let eventHeight = segHeights[segUid] ?? usualSegHeight;"],
  ["return segHeights[segUid] || 1;", "return segHeights[segUid] ?? usualSegHeight;"],
  ["let { instanceId } = seg.eventRange.instance;\n                let isVisible", "if (!placement.isVisible && !this.props.forPrint) continue;\n                let { instanceId } = seg.eventRange.instance;\n                let isVisible"],
  ["segHeights[segUid] = Math.max(segHeights[segUid] || 0, height);", "segHeights[segUid] = Math.max(segHeights[segUid] || 0, height);\n            if (height) usualSegHeight = height;"],
  ["class TableRow extends", "let usualSegHeight = 22;\nclass TableRow extends"],
];

function drawOnlyWhatFits(text) {
  return onlyWhatFits.reduce((before, [was, is]) => {
    if (!before.includes(was)) throw new Error(`@fullcalendar/daygrid no longer says "${was}": build.mjs must learn how a month is drawn now.`);
    return before.replace(was, is);
  }, text);
}

const ourFullCalendar = {
  name: "our-fullcalendar",
  setup: (bundle) => bundle.onLoad({ filter: /@fullcalendar[\\/].*\.js$/ }, async ({ path }) => {
    const text = (await readFile(path, "utf8")).replace(calendarStyle, "").replace("function registerStylesRoot(rootNode) {", "function registerStylesRoot() { return;");
    return { contents: /daygrid[\\/]internal\.js$/.test(path) ? drawOnlyWhatFits(text) : text };
  }),
};

// ApexCharts puts a style element into every chart for a legend, though none is shown, and the content policy forbids it. (Its other one it
// leaves away where something with the id "apexcharts-css" is there: the wall's style sheet, which has it all.)
const legendStyle = "this.w.globals.dom.elLegendForeign.appendChild(this.getLegendStyles())";

const withoutLegendStyle = {
  name: "apexcharts-without-legend-style",
  setup: (bundle) => bundle.onLoad({ filter: /apexcharts[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
    const text = await readFile(path, "utf8");
    if (!text.includes(legendStyle)) throw new Error("ApexCharts no longer keeps its legend's styles where they were: build.mjs must learn the new place.");
    return { contents: text.replace(legendStyle, "void 0") };
  }),
};

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await mkdir(join(here, "obj"), { recursive: true });
await writeFile(join(here, "obj/icons.css"), await iconStyles());
await writeFile(join(here, "obj/fullcalendar.css"), await calendarStyles());
await cp(join(here, "static"), target, { recursive: true });
await build({
  entryPoints: {
    app: join(here, "js/app.js"),
    calendar: join(here, "js/calendar/calendar.js"),
    plans: join(here, "js/plans/plans.js"),
    styles: join(here, "css/app.css"),
    wall: join(here, "js/wall/wall.js"),
    replay: join(here, "js/replay/replay.js"),
    "replay/bar": join(here, "css/replay/bar.css"),
    "replay/wall": join(here, "css/replay/wall.css"),
    "wall/styles": join(here, "css/wall/wall.css"),
    form: join(here, "css/form.css"),
    handin: join(here, "js/handin.js"),
  },
  outdir: target,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome120", "firefox121", "safari17.5"],
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  plugins: [ourFullCalendar, withoutLegendStyle],
  logLevel: "warning",
});
