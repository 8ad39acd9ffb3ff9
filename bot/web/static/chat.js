// The chat page: asks, shows what comes back, and forgets everything when the page goes.

const $ = (selector, within = document) => within.querySelector(selector);
const [main, log, form, box, send] = ["main", "[role=log]", "#ask", "#message", "#send"].map((each) => $(each));
const [status, problem, picker, file] = ["[role=status]", "#problem", "#practice", "#file"].map((each) => $(each));
const text = main.dataset; // the sentences this file says; they stand in the page, so that they can be translated

const LIMIT = 60_000; // milliseconds until we stop waiting

let chat = null; // {id, secret} of the conversation: in memory only, never stored
let waiting = null; // the AbortController of the request that is under way

/** Say one sentence to screen readers, and on the page if `seen`. */
function tell(sentence, seen = false) {
  status.textContent = sentence;
  status.classList.toggle("vh", !seen);
}

function complain(sentence) {
  $("span", problem).textContent = sentence;
  problem.hidden = !sentence;
}

/** Return the text of a response; throw an error whose message may be shown. */
async function call(path, options, controller = new AbortController()) {
  const clock = setTimeout(() => controller.abort("late"), LIMIT);
  try {
    const response = await fetch(path, { ...options, signal: controller.signal });
    if (response.ok) return await response.text();
    const { title, detail } = await response.json().catch(() => ({}));
    throw Object.assign(new Error(detail || title || text.errorOther), { ours: true, gone: [404, 410].includes(response.status) });
  } catch (error) {
    if (error.ours) throw error;
    throw new Error(controller.signal.reason === "late" ? text.errorLate : text.errorNetwork);
  } finally {
    clearTimeout(clock);
  }
}

function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html; // made by our own server, which escapes what people and documents say
  return holder.content;
}

/** Send something, show it as a turn that waits, and put the answer in its place. */
async function exchange({ asked, label, saying, path, options, ready, done, undo }) {
  if (waiting) return;
  const mine = (waiting = new AbortController());
  const pending = $("#pending").content.firstElementChild.cloneNode(true);
  $("span", pending).textContent = asked;
  if (label) $("small", pending).textContent = label;
  const away = document.activeElement !== box;
  complain("");
  tell(saying, true);
  main.classList.add("talking");
  send.setAttribute("aria-disabled", "true");
  log.append(pending);
  if (away) $("h2", pending).focus({ preventScroll: true }); // what was pressed may just have been hidden
  pending.scrollIntoView();
  try {
    const html = await call(path, options, mine);
    if (waiting !== mine) return; // started over meanwhile
    const article = $("article", parse(html));
    if (!article) throw new Error(text.errorOther);
    const { conversation, secret, outcome } = article.dataset;
    chat = { id: conversation, secret: secret ?? chat?.secret };
    delete article.dataset.secret; // kept in memory, not in the page
    pending.replaceWith(article);
    tell(outcome === "emergency" ? text.readyEmergency : ready);
    done?.();
    // Someone who is writing the next question already is left alone.
    if (!box.value) ($(".emergency", article) ?? $("h2", article)).focus({ preventScroll: true });
    article.scrollIntoView();
  } catch (error) {
    if (waiting !== mine) return;
    if (error.gone) chat = null; // erased after its idle time: trying again opens a new one
    pending.remove();
    main.classList.toggle("talking", log.childElementCount > 0);
    tell("");
    complain(error.message);
    undo();
  } finally {
    if (waiting === mine) settle();
  }
}

function settle() {
  waiting = null;
  send.setAttribute("aria-disabled", "false");
}

function ask(message) {
  if (waiting) return;
  if (!message.trim()) {
    tell(text.empty, true);
    box.focus();
    return;
  }
  const body = { message, conversation_id: chat?.id, secret: chat?.secret, practice: picker?.value || undefined };
  if (message === box.value) box.value = "";
  exchange({
    asked: message,
    saying: text.waiting,
    path: "/api/v1/turns",
    options: {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/html" },
      body: JSON.stringify(body),
    },
    ready: text.ready,
    undo() {
      box.value ||= message; // kept, to try again
      box.focus();
    },
  });
}

function upload(agreement, done) {
  if (!agreement || waiting) return;
  const body = new FormData();
  body.append("file", agreement);
  if (chat) {
    body.append("conversation_id", chat.id);
    body.append("secret", chat.secret);
  }
  exchange({
    asked: agreement.name,
    label: text.added,
    saying: text.reading,
    path: "/api/v1/agreements",
    options: { method: "POST", headers: { Accept: "text/html" }, body },
    ready: text.readyAgreement,
    done() {
      pick(""); // the next question is about this agreement
      done?.();
    },
    undo: () => box.focus(),
  });
}

/** Open a dialog and return what was chosen in it; closing it chooses nothing. */
function choose(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}

function sure(sentence, label) {
  $("#sure-what").textContent = sentence;
  $("#sure .go").textContent = label;
  return choose($("#sure"));
}

async function paste() {
  const pasted = $("#pasted");
  if ((await choose($("#paste"))) && pasted.value.trim()) {
    upload(new File([pasted.value], "pasted.txt", { type: "text/plain" }), () => (pasted.value = ""));
  }
}

function reset(sentence) {
  waiting?.abort();
  chat = null;
  settle();
  log.replaceChildren();
  $("#pasted").value = box.value = "";
  main.classList.remove("talking");
  complain("");
  tell(sentence, true);
  scrollTo(0, 0);
  box.focus();
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

/** Show where a quote stands in the person's own agreement, which only the secret can open. */
async function showSource({ revision, start, end }) {
  const dialog = $("#source");
  const path = `/api/v1/conversations/${chat.id}/sources/${encodeURIComponent(revision)}?start=${start}&end=${end}`;
  tell(text.opening);
  try {
    const html = await call(path, { headers: { Authorization: `Bearer ${chat.secret}`, Accept: "text/html" } });
    $("div", dialog).replaceChildren(parse(html));
    choose(dialog);
    tell("");
    $("mark", dialog)?.scrollIntoView({ block: "center" });
  } catch (error) {
    tell("");
    complain(error.message);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(box.value);
});

box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  ask(box.value);
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  const { say, revision } = button.dataset;
  const act = button.dataset.do;
  if (say !== undefined) ask(say || button.textContent);
  else if (revision) showSource(button.dataset);
  else if (act === "add") file.click();
  else if (act === "paste") paste();
});

$("#start-over").addEventListener("click", async () => {
  if (!log.childElementCount || (await sure(text.sureStartOver, text.startOver))) reset(text.startedOver);
});
$("#delete").addEventListener("click", erase);

file.addEventListener("change", () => {
  upload(file.files[0]);
  file.value = ""; // so that the same file can be chosen again
});

/** Pick a practice; say who pays for it, and whether it is a sample. */
function pick(practice) {
  if (!picker) return;
  picker.value = practice;
  const { paidBy = "", sample } = picker.selectedOptions[0].dataset;
  $("#paid-by").textContent = paidBy;
  $("#paid-by").hidden = !paidBy;
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
  upload(event.dataTransfer.files[0]);
});
