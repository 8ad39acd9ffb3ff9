// Keeping a chat, or not: asked for in one line, taken back in one; a link to a chat that is kept; going on with one that is not.

import { ACTS, box, bring, call, chat, complain, copyText, fill, json, log, main, parse, secret, setChat, stayAwake, tell, text } from "./chat.js";

const line = document.querySelector("#keeping");
const asking = line.textContent;
const AWAKE = 600_000; // milliseconds between two notes to the server that somebody is reading
let noted = Date.now();

const day = (moment) => new Date(moment).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric" });

/** Say how long the chat lives, and offer what fits that. */
function show() {
  const kept = Boolean(chat?.kept);
  line.textContent = kept ? fill(text.keptUntil, { day: day(chat.expires) }) : asking;
  for (const button of document.querySelectorAll("[data-do=keep], [data-do=link], [data-do=unkeep]")) {
    button.hidden = !chat || kept === (button.dataset.do === "keep");
  }
}

/** Tell the server that the chat is in use, and whether to keep it. */
async function use(keep) {
  const { id } = chat;
  const sent = json(keep === undefined ? {} : { keep });
  const said = JSON.parse(await call(`/api/v1/conversations/${id}`, { method: "PATCH", ...sent, headers: { ...sent.headers, ...secret() } }));
  if (chat?.id !== id) return said;
  setChat({ ...chat, kept: said.keep, expires: said.expires });
  noted = Date.now();
  stayAwake();
  show();
  return said;
}

/** Do something with the chat on the server; say what came of it, or why not. What was pressed may be hidden then. */
async function say(button, keep, sentence, next) {
  try {
    const said = await use(keep);
    tell(fill(sentence, { day: day(said.expires) }), true);
    (button.parentElement.querySelector(next) ?? box).focus({ preventScroll: true });
  } catch (error) {
    complain(error.message);
  }
}

ACTS.keep = (button) => say(button, true, text.kept, "[data-do=link]");
ACTS.unkeep = (button) => say(button, false, text.notKept, "[data-do=keep]");
ACTS.prolong = (button) => say(button, undefined, text.prolonged, "#message");
ACTS.link = (button) => copyText(button, `${location.origin}${location.pathname}#${chat.id}.${chat.secret}`, text.linkCopied);

log.addEventListener("arrived", show);
log.addEventListener("forgotten", show);

// Who reads for an hour without a question has not left.
for (const act of ["scroll", "keydown", "pointerdown"]) {
  addEventListener(act, () => chat && Date.now() - noted > AWAKE && ((noted = Date.now()), use().catch(() => {})), { passive: true });
}

/** Go on with the chat that a link leads to; what stands behind # is sent to nobody, and leaves the address at once. */
async function restore() {
  const [, id, key] = /^#([\w-]+)\.([\w-]+)$/.exec(location.hash) ?? [];
  if (!id) return;
  history.replaceState(null, "", location.pathname + location.search);
  try {
    const html = await call(`/api/v1/conversations/${id}`, { headers: { Accept: "text/html", Authorization: `Bearer ${key}` } });
    setChat({ id, secret: key });
    log.replaceChildren(parse(html));
    main.classList.add("talking");
    await use();
    bring(log.lastElementChild);
  } catch (error) {
    complain(error.gone ? text.linkGone : error.message);
  }
}

show();
restore();
