// The plans' own module, loaded by PlanSheet.razor. Typing, pasting and undoing cost the server nothing; it hears of them when they are saved.
import { hands } from "./hands.js";
import { look } from "./look.js";
import { Selection } from "./selection.js";
import { Sheet } from "./sheet.js";

const DRAFT = "draft:plans";
const AT_ONCE = 500; // A message to the server is at most 32 KiB.

/** @param settings see PlanSettings in PlanSheet.razor.cs */
export function mount(root, server, settings) {
  const { texts } = settings;
  const part = (name) => root.querySelector(`[data-sheet="${name}"]`);
  const sheet = new Sheet(settings.weeks.map((week) => week.monday));
  const selected = new Selection(sheet);
  const screen = look(part("grid"), sheet, settings);
  const hand = hands(part("grid"), sheet, selected, screen, { changed, say, save, texts });
  let saving = false;
  let rung = false; // somebody has saved something while we were saving

  function say(words, tone = "") {
    part("said").textContent = words;
    part("said").dataset.tone = tone;
  }

  function changed() {
    const draft = sheet.draft();
    if (draft) sessionStorage.setItem(DRAFT, draft);
    else sessionStorage.removeItem(DRAFT);
    const count = sheet.changes().length;
    part("save").disabled = count === 0 || saving;
    part("count").textContent = count > 0 ? count : "";
    part("undo").disabled = !sheet.canUndo;
    part("redo").disabled = !sheet.canRedo;
    part("conflict").hidden = sheet.conflicts === 0;
    part("conflict-count").textContent = sheet.conflicts;
  }

  async function save() {
    hand.finish(true);
    const [changes, wrong] = [sheet.changes(), sheet.wrong()];
    if (saving || changes.length === 0) return;
    if (wrong.count > 0) {
      say(texts.unread.replace("{0}", wrong.count), "bad");
      hand.go(wrong.first.row, wrong.first.column);
      return;
    }
    if (sheet.conflicts > 0) {
      say(texts.settle, "waiting");
      part("mine").focus();
      return;
    }
    saving = true;
    const sent = sheet.sending();
    changed();
    try {
      for (let i = 0; i < changes.length; i += AT_ONCE) await server.invokeMethodAsync("StageAsync", changes.slice(i, i + AT_ONCE), i === 0);
      const told = await server.invokeMethodAsync("SaveAsync");
      if (told.ok) sheet.saved(told.lines, sent);
      else if (told.lines) sheet.take(told.lines);
      say(told.said, told.ok ? "good" : "bad");
    } catch {
      // The line broke or the server is away: everything is still here, and in the draft.
      say(texts.failed, "bad");
    } finally {
      saving = false;
      changed();
      hand.paint(root.contains(document.activeElement));
      if (rung) await now();
    }
  }

  async function now() {
    rung = false;
    try {
      const lines = await server.invokeMethodAsync("NowAsync");
      if (lines) fresh(lines);
    } catch {
      // The next bell brings it.
    }
  }

  /** What is typed here stays. */
  function fresh(lines) {
    const before = sheet.conflicts;
    sheet.take(lines);
    changed();
    hand.paint(false);
    if (sheet.conflicts > before) say(texts.meanwhile, "waiting");
  }

  async function copyOn() {
    if (sheet.changes().length > 0) return say(texts.saveFirst, "waiting");
    const week = settings.weeks[Math.floor(selected.at.column / 4)];
    const told = await server.invokeMethodAsync("CopyOnAsync", week.monday, Number(part("ahead").value));
    if (told.lines) sheet.take(told.lines);
    say(told.said, told.ok ? "good" : "waiting");
    hand.paint(false);
  }

  const buttons = {
    save,
    undo: () => hand.undo(),
    redo: () => hand.redo(),
    down: () => hand.fill(true),
    across: () => hand.fill(false),
    role: () => { sheet.toRole(selected.cells); changed(); hand.paint(); },
    copy: copyOn,
    mine: () => { sheet.settle(true); changed(); hand.paint(); },
    theirs: () => { sheet.settle(false); changed(); hand.paint(); },
  };
  const press = (event) => {
    const name = event.target.closest("[data-sheet]")?.dataset.sheet;
    if (buttons[name]) { hand.finish(true); buttons[name](); }
  };
  root.addEventListener("click", press);

  const kept = sessionStorage.getItem(DRAFT);
  if (kept) sheet.restore(kept);
  sheet.take(settings.lines);
  changed();
  hand.paint(false);
  if (kept && sheet.changes().length > 0) say(texts.restored, "waiting");

  return {
    /** Somebody has saved something. The echo of our own save is none: it would look like a colleague's. */
    fresh(lines) {
      if (saving) rung = true;
      else fresh(lines);
    },
    dispose() { hand.leave(); root.removeEventListener("click", press); },
  };
}
