// A screen nobody knows: shows a code until an administrator has approved it, and a new code when the old one has run out.
import { $ } from "./dom.js";
import { now } from "./clock.js";
import { standing } from "./line.js";

const every = 2000;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function ask() {
  const answer = await fetch("wall/pair", { method: "POST" });
  if (answer.status === 409) return null;
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

function show(ticket) {
  $("#pairing-code").textContent = ticket.code;
  $("#pairing-address").textContent = ticket.address;
  const qr = $("#pairing-qr");
  qr.setAttribute("viewBox", `-2 -2 ${ticket.qr.size + 4} ${ticket.qr.size + 4}`);
  qr.querySelector("path").setAttribute("d", ticket.qr.path);
}

/** Completes when the screen is approved. */
export async function pair() {
  for (;;) {
    try {
      const ticket = await ask();
      if (ticket === null) return;
      show(ticket);
      while (now() < Date.parse(ticket.expiresAt)) {
        await pause(every);
        const { state } = await standing();
        if (state === "paired") return;
        if (state !== "waiting") break;
      }
    } catch {
      // Too many have asked, or the server is away: the code on the screen may be good still.
      await pause(5 * every);
    }
  }
}
