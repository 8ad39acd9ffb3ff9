// The chat page: asks, shows what comes back, and forgets everything when the page goes.

const $ = (selector, within = document) => within.querySelector(selector);
const [main, log, form, box, send] = ["main", "[role=log]", "#ask", "#message", "#send"].map((each) => $(each));
const [status, problem, again, stop] = ["[role=status]", "#problem", "#again", "#stop"].map((each) => $(each));
const [picker, file, paidBy] = ["#practice", "#file", "#paid-by"].map((each) => $(each));
const text = main.dataset; // the sentences this file says; they stand in the page, so that they can be translated

const MINUTE = 60_000; // milliseconds
const LIMIT = { question: MINUTE, file: 3 * MINUTE }; // until we stop waiting
const SOON = 400; // what is there sooner needs no word about waiting
const SLOW = 5_000; // from here on waiting can be stopped
const TRIES = 3; // until a question that breaks off on its way is given up
const PAUSE = 1_000; // between them
const LONGEST = 4000; // characters of a question
const LARGEST = 20 * 1024 * 1024; // bytes of a file
const MOST = 5; // files at a time

let chat = null; // {id, secret} of the conversation: in memory only, never stored
let waiting = null; // the AbortController of the request that is under way
let sending = {}; // {asked, key} of the question sent last: sent again under the same key, it is answered once
let visit = {}; // replaced when the person starts over: what began before it ends in silence
let clocks = []; // until waiting is spoken of
let idle = []; // until the conversation is erased
let telling;

const fill = (sentence, values) => sentence.replace(/{(\w+)}/g, (_, name) => values[name]);

/** Say one sentence to screen readers, and on the page if `seen`. */
function tell(sentence, seen = false) {
  clearTimeout(telling);
  status.textContent = "";
  status.classList.toggle("vh", !seen);
  // A moment later: after the focus has moved, and so that the same words are heard twice.
  if (sentence) telling = setTimeout(() => (status.textContent = sentence), 60);
}

/** Say what went wrong; `retry` is what the person may try again, `unread` that they may type what we cannot read. */
function complain(sentence, retry, unread = false) {
  $("span", problem).textContent = sentence;
  problem.hidden = !sentence;
  again.hidden = !retry;
  $("#otherwise").hidden = !unread;
  again.onclick = retry;
}

/** Return what `read` makes of a response; throw an error whose message may be shown. */
async function call(path, options, { limit = LIMIT.question, controller = new AbortController(), read = (response) => response.text() } = {}) {
  const clock = setTimeout(() => controller.abort("late"), limit);
  try {
    const response = await fetch(path, { ...options, signal: controller.signal });
    if (!response.ok) throw await refusal(response);
    return await read(response);
  } catch (error) {
    if (error.ours) throw error;
    const late = limit === LIMIT.file ? text.errorLateFile : text.errorLate;
    throw failure(controller.signal.reason === "late" ? late : text.errorNetwork, { passing: true, broken: !controller.signal.aborted });
  } finally {
    clearTimeout(clock);
  }
}

/** Make an error of ours: `passing` ones may be gone at the next try, `gone` says that the conversation is. */
const failure = (message, kind) => Object.assign(new Error(message), { ours: true, ...kind });

async function refusal(response) {
  const { detail, title } = await response.json().catch(() => ({}));
  const busy = response.status === 429 && fill(text.errorBusy, { n: response.headers.get("Retry-After") ?? 10 });
  return refused(response.status, busy || detail || title);
}

const refused = (code, detail) =>
  failure(detail || text.errorOther, {
    gone: [404, 410].includes(code),
    unread: code === 422,
    early: code === 409, // what was sent before is still being answered
    passing: code === 409 || code === 429 || code >= 500,
  });

/** Bring a turn to the top of our own window; scrollIntoView would move the page around a frame as well. */
function bring(article) {
  const { scrollMarginTop } = getComputedStyle(article);
  const above = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + parseFloat(scrollMarginTop);
  scrollBy(0, article.getBoundingClientRect().top - above);
}

/** Bring what is marked to the middle of what scrolls around it, and move nothing else. */
function center(mark, holder) {
  if (!mark) return;
  const [of, within] = [mark, holder].map((each) => each.getBoundingClientRect());
  holder.scrollTop += of.top - within.top - (within.height - of.height) / 2;
}

/** Make a word that nobody else can guess. */
const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html; // made by our own server, which escapes what people and documents say
  return holder.content;
}

/** Hand each server-sent event to `take` as it comes, with its id; comments are signs of life. */
async function events(response, take) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let held = "", last; ; ) {
    const { value, done } = await reader.read();
    // Half an answer may lack what limits the other half.
    if (done && last !== "answer") throw failure(text.errorBroken, { passing: true, broken: true });
    if (done) return;
    const whole = (held + value).split("\n\n");
    held = whole.pop();
    for (const each of whole) {
      const fields = Object.fromEntries(each.split("\n").map((line) => line.split(/: (.*)/s)));
      if (!fields.event) continue;
      const data = JSON.parse(fields.data);
      if (fields.event === "error") throw refused(data.status, data.detail);
      take((last = fields.event), data, fields.id);
    }
  }
}

/** Ask for an answer as events; where the way to the server breaks, ask for the rest of it under the same key. */
async function stream(path, options, settings, take) {
  let seen = {};
  const read = (response) => events(response, (name, data, id) => ((seen = { "Last-Event-ID": id }), take(name, data)));
  for (let tries = 1; ; tries++) {
    try {
      return await call(path, { ...options, headers: { ...options.headers, ...seen } }, { ...settings, read });
    } catch (error) {
      if (!(error.broken || error.early) || !options.headers["Idempotency-Key"] || tries === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

/** Send something and show it as a turn that fills as the answer comes. Return what went wrong, null if it was stopped. */
async function exchange({ asked, label, saying, path, options, limit, read, retry, done, undo }) {
  const mine = (waiting = new AbortController());
  let article = $("#pending").content.firstElementChild.cloneNode(true);
  $("span", article).textContent = asked;
  if (label) $("small", article).textContent = label;
  const away = document.activeElement !== box;
  complain("");
  tell("");
  clocks = [
    setTimeout(() => tell(saying, true), SOON),
    setTimeout(() => ((stop.hidden = false), tell(text.slow, true)), SLOW),
  ];
  main.classList.add("talking");
  send.setAttribute("aria-disabled", "true");
  log.append(article);
  if (away) $("h2", article).focus({ preventScroll: true }); // what was pressed may just have been hidden
  bring(article);

  /** Put the turn, or what of it has come, in the place of the one that waits. */
  const begin = (found) => {
    if (!found) throw failure(text.errorOther, { passing: true });
    const { conversation, secret } = found.dataset;
    chat = { ...chat, id: conversation, secret: secret ?? chat?.secret };
    delete found.dataset.secret; // kept in memory, not in the page
    found.ariaBusy = "true";
    const held = article.contains(document.activeElement);
    article.replaceWith(found);
    article = found;
    if (held) $("h2", article).focus({ preventScroll: true });
  };
  const arrive = () => {
    // Someone who is writing the next question already is left alone.
    if (!box.value) ($(".emergency", article) ?? $("h2", article)).focus({ preventScroll: true });
    bring(article);
    tell(article.dataset.summary);
  };
  const take = (name, html) => {
    if (waiting !== mine) return;
    if (name === "turn") return begin($("article", parse(html)));
    hush();
    const urgent = !$(".emergency", article);
    article.append(parse(html));
    if (urgent && $(".emergency", article)) arrive();
  };
  try {
    if (read === events) await stream(path, options, { limit, controller: mine }, take);
    else begin($("article", parse(await call(path, options, { limit, controller: mine }))));
    if (waiting !== mine) return null; // started over meanwhile
    article.ariaBusy = null;
    arrive();
    sending = {};
    log.dispatchEvent(new CustomEvent("arrived", { detail: article }));
    await done?.();
    stayAwake();
    return "";
  } catch (error) {
    if (waiting !== mine) return null;
    article.remove();
    main.classList.toggle("talking", log.childElementCount > 0);
    const gone = error.gone && chat;
    if (gone) forget(); // trying again opens a new one
    undo?.();
    if (mine.signal.reason === "stop") return tell(text.stopped, true), null;
    tell("");
    const message = gone ? text.errorGone : error.message;
    complain(message, error.passing && retry, error.unread && !!label);
    log.dispatchEvent(new CustomEvent("failed"));
    return message;
  } finally {
    if (waiting === mine) settle();
  }
}

function hush() {
  clocks.forEach(clearTimeout);
  stop.hidden = true;
}

function settle() {
  waiting = null;
  hush();
  send.setAttribute("aria-disabled", "false");
}

/** Say in time that the conversation will be erased on the server, and clear the page when it has been; a kept one stays. */
function stayAwake() {
  idle.forEach(clearTimeout);
  $("#prolong").hidden = true;
  if (chat?.kept) return;
  const minutes = Number(text.idleMinutes);
  const left = Math.min(5, minutes / 2);
  idle = [
    setTimeout(() => (tell(fill(text.erasing, { n: left }), true), ($("#prolong").hidden = false)), (minutes - left) * MINUTE),
    setTimeout(() => reset(text.erased), minutes * MINUTE),
  ];
}

function forget() {
  chat = null;
  idle.forEach(clearTimeout);
  $("#prolong").hidden = true;
  log.dispatchEvent(new CustomEvent("forgotten"));
}

async function ask(message) {
  if (waiting) return tell(text.busy, true);
  const length = [...message].length;
  if (!message.trim()) tell(text.empty, true);
  else if (length > LONGEST) complain(fill(text.tooLong, { n: length }));
  if (!message.trim() || length > LONGEST) return box.focus();
  const about = picker?.value || undefined;
  const body = { message, conversation_id: chat?.id, secret: chat?.secret, practice: (!chat && text.practice) || undefined, about };
  const asked = JSON.stringify(body);
  if (sending.asked !== asked) sending = { asked, key: random() };
  if (message === box.value) box.value = "";
  await exchange({
    asked: message,
    saying: text.waiting,
    path: "/api/v1/turns",
    options: {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream, text/html", "Idempotency-Key": sending.key },
      body: asked,
    },
    read: events,
    retry: () => ask(box.value),
    undo() {
      box.value ||= message; // kept, to try again
      box.focus();
    },
  });
}

/** Read agreements one after the other; the last is what the next question is about. */
async function add(files, typed) {
  if (waiting) return tell(text.busy, true);
  const mine = visit;
  const [wrong, failed, read] = [[], [], []];
  for (const each of [...files].slice(0, MOST)) {
    const error = await upload(each, () => add(failed, typed), typed);
    if (error === null || visit !== mine) return;
    if (error) failed.push(each);
    if (error) wrong.push(files.length > 1 && !error.includes(each.name) ? `${each.name}: ${error}` : error);
    else read.push(each.name);
  }
  if (files.length > MOST) wrong.push(fill(text.tooMany, { n: MOST }));
  if (files.length > 1) complain(wrong.join(" "), failed.length && (() => add(failed)));
  if (read.length > 1) tell(fill(text.readySeveral, { n: read.length, title: read.at(-1) }), true);
}

async function upload(agreement, retry, typed) {
  const wrong = agreement.size > LARGEST ? text.tooLarge : (await canOpen(agreement)) ? "" : text.notAFile;
  if (wrong) {
    const message = fill(wrong, { title: agreement.name });
    complain(message);
    return message;
  }
  const body = new FormData();
  body.append("file", agreement);
  if (typed) body.append("typed", "true");
  if (!chat && text.practice) body.append("practice", text.practice);
  if (chat) {
    body.append("conversation_id", chat.id);
    body.append("secret", chat.secret);
  }
  return exchange({
    asked: typed ? text.typedTitle : agreement.name,
    label: text.added,
    saying: text.reading,
    path: "/api/v1/agreements",
    options: { method: "POST", headers: { Accept: "text/html" }, body },
    limit: LIMIT.file,
    retry,
    done: () => pick(""), // the next question is about this agreement
    undo: () => box.focus(),
  });
}

/** Whether there is a file to read: a folder, or a file that has gone, looks like one until it is opened. */
const canOpen = (agreement) =>
  agreement.slice(0, 1).arrayBuffer().then(() => true, () => false);

/** Open a dialog and return what was chosen in it; closing it chooses nothing. */
function choose(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}

function sure(sentence, label) {
  $("#sure-what").textContent = sentence;
  $("#sure .go").textContent = label;
  const chosen = choose($("#sure"));
  $("#sure .keep").focus(); // by script: browsers look for an autofocus attribute when the page loads, and complain
  return chosen;
}

/** Read what is written into a dialog: a whole text, or key clauses, each under the label of its box. */
async function write(dialog, typed) {
  const boxes = [...dialog.querySelectorAll("textarea")];
  const chosen = await choose(dialog);
  const filled = boxes.filter((each) => each.value.trim());
  if (!chosen || !filled.length) return;
  const said = typed ? filled.map((each, at) => `${at + 1}. ${each.labels[0].textContent}\n\n${each.value.trim()}`) : [boxes[0].value];
  await add([new File([said.join("\n\n")], "pasted.txt", { type: "text/plain" })], typed);
  if (problem.hidden) boxes.forEach((each) => (each.value = ""));
}

/** Empty the page: nobody who sits here next is to see what was asked. */
function reset(sentence) {
  waiting?.abort();
  visit = {};
  forget();
  settle();
  log.replaceChildren();
  document.querySelectorAll("textarea").forEach((each) => (each.value = ""));
  main.classList.remove("talking");
  complain("");
  tell(sentence, true);
  scrollTo(0, 0);
  box.focus({ preventScroll: true });
}

async function erase() {
  if (!chat) return log.childElementCount || waiting ? reset(text.deleted) : tell(text.nothingToDelete, true);
  if (!(await sure(text.sureDelete, text.delete))) return;
  const { id, secret } = chat;
  try {
    await call(`/api/v1/conversations/${id}`, { method: "DELETE", headers: { Authorization: `Bearer ${secret}` } });
  } catch (error) {
    if (!error.gone) return complain(error.message);
  }
  reset(text.deleted);
}

/** Show where a quote stands, beside the chat: in a published document, or in the person's own, which needs the secret. */
async function show(link) {
  const { revision, start, end } = link.dataset;
  if (revision && link.closest("article").dataset.conversation !== chat?.id) return complain(text.sourceGone);
  const mine = revision && `/api/v1/conversations/${chat.id}/sources/${encodeURIComponent(revision)}?start=${start}&end=${end}`;
  const headers = { Accept: "text/html", ...(mine && { Authorization: `Bearer ${chat.secret}` }) };
  const clock = setTimeout(() => tell(text.opening, true), SOON);
  complain("");
  try {
    const source = $(".source", parse(await call(mine || link.href, { headers })));
    const title = $("h1, h2", source); // stays in sight above the words
    title.remove();
    $("#source-title").textContent = title.textContent;
    $("#source > div").replaceChildren(...source.childNodes);
    choose($("#source"));
    tell("");
    center($("#source mark"), $("#source > div"));
  } catch (error) {
    tell("");
    complain(error.message, error.passing && (() => show(link)));
  } finally {
    clearTimeout(clock);
  }
}

/** Write a turn as plain text: quotes in quotation marks, each with its place; sources, date and who pays at the end. */
function plain(article) {
  const lines = [];
  for (const each of article.querySelectorAll("h2 span, h3, h4, p, li, dt, figcaption, caption, tr")) {
    if (each.closest(".next, .choices, .control, .linear, .switch, form") || each.parentElement.closest("li")) continue;
    const copied = each.cloneNode(true);
    copied.querySelectorAll("button:not(.cite, .term, .chip), figcaption a:not(.cite), summary, form, [aria-hidden]").forEach((one) => one.remove());
    copied.querySelectorAll("q").forEach((one) => one.replaceWith(`“${one.textContent}”`));
    const cells = [...copied.children].map((cell) => cell.textContent.trim());
    const line = (each.matches("tr") ? cells.join(" | ") : copied.textContent).replace(/[\s\u2060]+/g, " ").trim();
    if (!line) continue;
    const number = each.matches("ol > li") ? `${[...each.parentElement.children].indexOf(each) + 1}. ` : "- ";
    if (each.matches("blockquote *")) lines.push(`“${line}”`);
    else if (each.matches("li")) lines.push(number + line);
    else if (each.matches("figcaption")) lines.push(`  ${line}`, "");
    else lines.push(each.matches("h3, h4, dt, .foot") ? `\n${line}` : line, ...(each.matches("span, p") ? [""] : []));
  }
  const bar = [$(".bar p"), paidBy].map((each) => each.textContent.replace(/\s+/g, " ").trim());
  return [...lines, "", ...bar].join("\n").replace(/\n{3,}/g, "\n\n");
}

const copy = (button) =>
  copyText(button, button.dataset.text ?? plain(button.closest("article")), button.dataset.text ? text.copiedQuestions : text.copied);

async function copyText(button, said, done) {
  try {
    await navigator.clipboard.writeText(said);
  } catch {
    // Without https there is no clipboard: the old way still works.
    const held = document.createElement("textarea");
    held.value = said;
    document.body.append(held);
    held.select();
    document.execCommand("copy");
    held.remove();
    button.focus({ preventScroll: true });
  }
  button.dataset.done = "";
  setTimeout(() => delete button.dataset.done, SLOW);
  tell(done, true);
}

/** Print one turn, or the whole conversation. */
function print(button) {
  if (!log.childElementCount) return tell(text.nothingToPrint, true);
  button.closest("article")?.classList.add("only");
  window.print();
}

let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...log.querySelectorAll("details:not([open], .linear)")];
  unfolded.forEach((each) => (each.open = true));
});
addEventListener("afterprint", () => {
  unfolded.forEach((each) => (each.open = false));
  $(".only")?.classList.remove("only");
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(box.value);
});

box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  ask(box.value);
});

/** Lead to the picker, with the question that waits for it ready to be asked again. */
function seek(button) {
  box.value ||= $("h2 span", button.closest("article")).textContent;
  picker?.focus();
  tell(text.picking, true);
}

const ACTS = { add: () => file.click(), pick: seek, paste: () => write($("#paste")), type: () => write($("#type"), true), copy, print };

// The forms of a sheet

const json = (value) => ({ headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) });
const secret = () => ({ Authorization: `Bearer ${chat?.secret}` });

/** Show a sheet anew, with the state and the billing chosen in it; what is unfolded or half written elsewhere stays. */
async function renew(form, said) {
  const article = form.closest("article");
  const chosen = new URLSearchParams([...new FormData($("[data-form=laws]", article))].filter(([, value]) => value));
  const html = await call(`${article.dataset.sheet}?${chosen}`, { headers: { Accept: "text/html", ...secret() } });
  const fresh = $("article", parse(html));
  for (const one of article.querySelectorAll(":is(details, input, select, textarea, .due)[id]")) {
    const other = $(`#${CSS.escape(one.id)}`, fresh);
    if (!other || form.contains(one) || one.contains(form)) continue;
    if (one.matches("details")) other.open = one.open;
    else if (one.matches(".due")) other.replaceChildren(...one.childNodes);
    else other.value = one.value;
  }
  article.replaceWith(fresh);
  tell(said, true);
  return fresh;
}

/** Keep or forget what the practice wrote, and go on at its question. */
async function reply(form, method, said) {
  const { about } = form.dataset;
  const path = `${form.closest("article").dataset.sheet.replace("/sheets/", "/replies/")}/${about}`;
  const sent = method === "PUT" ? json({ text: form.words.value, wrote: form.wrote.value }) : {};
  await call(path, { method, ...sent, headers: { ...sent.headers, ...secret() } });
  stayAwake();
  const fresh = await renew(form, said);
  $(`[data-form=keep][data-about="${about}"]`, fresh).closest("details").firstElementChild.focus();
}

/** Work out the last day of notice, with a reminder to download. */
async function deadline(form) {
  const due = form.nextElementSibling;
  const { leaving, start, dataset } = form;
  const today = new Date().toLocaleDateString("en-CA"); // the person's own day, as 2027-01-31
  const asked = json({ terms: JSON.parse(dataset.terms), leaving: leaving.value, start: start.value || null, today });
  const send = (Accept, read) => call("/api/v1/deadlines", { method: "POST", ...asked, headers: { ...asked.headers, Accept } }, { read });
  due.textContent = "";
  try {
    const html = await send("text/html");
    const file = await send("text/calendar", (response) => response.blob());
    due.replaceChildren(parse(html));
    $("a", due).href = URL.createObjectURL(file);
  } catch (error) {
    if (error.passing) throw error;
    due.textContent = error.message; // what is missing is said where it can be given
  }
  tell($("h4", due)?.textContent ?? due.textContent);
}

const FORMS = {
  deadline,
  laws: async (form) => $("[data-form=laws] button", await renew(form, text.lawsShown)).focus(),
  keep: (form) => reply(form, "PUT", text.answerKept),
  forget: (form) => reply(form, "DELETE", text.answerRemoved),
};

log.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const { conversation } = form.closest("article").dataset;
  const mine = form.closest("[data-block]"); // a decision says in its own place what is wrong
  if (!mine && conversation && conversation !== chat?.id) return complain(text.sourceGone);
  complain("");
  try {
    await FORMS[form.dataset.form](form);
  } catch (error) {
    complain(error.message ?? text.errorOther, error.passing && (() => form.requestSubmit()));
  }
});

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("button, a[aria-haspopup]");
  if (!pressed) return;
  const { say, revision, do: act } = pressed.dataset;
  if (say !== undefined) ask(say || pressed.textContent);
  else if (revision) show(pressed);
  else if (act) ACTS[act](pressed);
  else if (pressed.matches("a") && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    show(pressed);
  }
});

const halt = () => waiting?.abort("stop");
stop.addEventListener("click", halt);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || $("dialog[open], :popover-open")) return;
  if (waiting) halt();
  else if (dispatchEvent(new CustomEvent("escaped", { cancelable: true })) === false) return; // the frame has been closed
  else if (event.target.closest(".turn")) box.focus();
});

$("#start-over").addEventListener("click", async () => {
  if (!log.childElementCount || (await sure(text.sureStartOver, text.startOver))) reset(text.startedOver);
});
$("#delete").addEventListener("click", erase);

file.addEventListener("change", () => {
  add([...file.files]);
  file.value = ""; // so that the same file can be chosen again
});

/** Pick a practice; say who pays for it, and whether it is a sample. */
function pick(practice) {
  if (!picker) return;
  picker.value = practice;
  const { paidBy: said = paidBy.dataset.default, sample } = picker.selectedOptions[0].dataset;
  const end = said.indexOf(". ") + 1 || said.length;
  $("strong", paidBy).textContent = said.slice(0, end);
  $("span", paidBy).textContent = said.slice(end).trim();
  $("#sample").hidden = sample === undefined;
}

picker?.addEventListener("change", () => pick(picker.value));

const holdsFile = (event) => event.dataTransfer?.types.includes("Files");
addEventListener("dragover", (event) => {
  if (!holdsFile(event)) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
addEventListener("drop", (event) => {
  if (!holdsFile(event)) return;
  event.preventDefault();
  document.body.classList.remove("dropping");
  add([...event.dataTransfer.files]);
});
addEventListener("paste", (event) => {
  if (event.clipboardData?.files.length) add([...event.clipboardData.files]);
});

// Who comes back to the page, or sits down at it next, finds it empty.
addEventListener("pagehide", () => log.childElementCount && reset(""));

const setChat = (found) => (chat = found);

export { ACTS, FORMS, ask, box, bring, call, chat, complain, copyText, events, exchange, fill, forget, json, log, main, parse, secret, setChat, stayAwake, tell, text, waiting };
// When the page can be used already:
import("./decisions.js");
import("./keeping.js");
