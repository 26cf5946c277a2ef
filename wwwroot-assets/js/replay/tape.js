// The day as the server tells it: what it is, and any moment of it.
const body = document.body.dataset;

/** Not signed in any more, or not allowed: trying again helps nothing. */
export class Refused extends Error {}

async function ask(path, fill) {
  const answer = await fetch(`replay/${path}?${new URLSearchParams({ day: body.day, ...fill })}`, { cache: "no-store", redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw new Refused(`${answer.status}`);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer;
}

export const day = async () => (await ask("day", {})).json();

/** { at, next, … } of the wall, or { at, next, html } of the call panel. */
export async function moment(milliseconds) {
  const answer = await ask(body.view, { at: new Date(milliseconds).toISOString() });
  if (body.view === "wall") return answer.json();
  const html = await answer.text();
  const [, at] = /data-at="([^"]+)"/.exec(html);
  const [, next] = /data-next="([^"]+)"/.exec(html);
  return { at, next, html };
}
