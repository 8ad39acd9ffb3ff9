// The chat in a frame on a practice's own page: it hears that page alone, says when something happened, and never what was said.

import { ask, box, log, text } from "./chat.js";

const sites = text.sites.split(" ");
const framed = parent !== window;
let page = null; // the origin of the page around us, once it has spoken and is one of the practice's sites

const say = (message) => page && parent.postMessage({ plainterms: message }, page);

const HEARD = {
  hello: () => say("ready"),
  enter: () => box.focus({ preventScroll: true }),
  ask: (words) => ask(String(words)),
};

addEventListener("message", ({ source, origin, data }) => {
  if (!framed || source !== parent || !sites.includes(origin)) return;
  page = origin;
  for (const [name, value] of Object.entries(data?.plainterms ?? {})) if (Object.hasOwn(HEARD, name)) HEARD[name](value);
});

log.addEventListener("arrived", () => say("answer"));
log.addEventListener("failed", () => say("error"));
addEventListener("escaped", (event) => {
  if (!page) return;
  event.preventDefault();
  say("close");
});
document.body.classList.toggle("framed", framed);
