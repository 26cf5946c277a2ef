// An agreement signed: six seconds at most, no more than once a minute. What is signed meanwhile is told with the next one.
import { $, word } from "./dom.js";

const lasts = 6000;
const rest = 60_000;

const waiting = [];
let seen;
let free = 0;
let timer = 0;

function chime() {
  try {
    const audio = new AudioContext();
    const play = (hertz, at) => {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(0.0001, audio.currentTime + at);
      volume.gain.exponentialRampToValueAtTime(0.25, audio.currentTime + at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + at + 1.1);
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + at);
      tone.stop(audio.currentTime + at + 1.2);
    };
    [523.25, 659.25, 783.99, 1046.5].forEach((hertz, i) => play(hertz, i * 0.14));
    setTimeout(() => audio.close(), 3000);
  } catch {
    // A television that may make no sound celebrates in silence.
  }
}

function show(sound) {
  timer = 0;
  const told = waiting.splice(0);
  if (told.length === 0) return;
  free = performance.now() + rest;
  const face = $("#celebration");
  $(".celebration-who", face).textContent = [...new Set(told.map((signed) => signed.advisor).filter(Boolean))].slice(0, 3).join(" · ");
  $(".celebration-what", face).textContent = told.slice(0, 3).map((signed) => `${word(`Kind.${signed.kind}`)} · ${signed.investment} ${signed.unit}`).join("\n");
  face.hidden = false;
  if (sound()) chime();
  setTimeout(() => { face.hidden = true; }, lasts);
}

/** `sound` is asked at the moment of it. The first list a wall sees is history. */
export function celebrate(deals, sound) {
  const known = seen;
  seen = new Set([...(known ?? []), ...deals.signed.map((signed) => signed.id)]);
  // A night of agreements stays out of the memory: only what is still told can come again.
  if (seen.size > 500) seen = new Set(deals.signed.map((signed) => signed.id));
  if (!known) return;
  waiting.push(...deals.signed.filter((signed) => !known.has(signed.id)));
  if (waiting.length > 0 && timer === 0) timer = setTimeout(show, Math.max(0, free - performance.now()), sound);
}
