// The blocks of a decision: inputs that can be set, settings that can be tried out, what matters, only differences, the brief.

import { ACTS, FORMS, call, chat, complain, copyText, exchange, events, json, log, parse, secret, stayAwake, tell, text, waiting } from "./chat.js";

const $ = (selector, within = document) => within.querySelector(selector);
const PAUSE = 150; // milliseconds between a change and asking for what it comes to

const path = () => `/api/v1/conversations/${chat.id}/comparison`;
const sent = (body, Accept) => {
  const { headers, body: written } = json(body);
  return { method: "POST", headers: { ...headers, ...secret(), Accept }, body: written };
};

/** Whether the chat that a part of the page belongs to is still there. */
const isHere = (part) => chat && part.closest("article").dataset.conversation === chat.id;

const wrong = (form, sentence) => ($(".wrong", form).textContent = sentence);

/** Work the comparison out anew with what was set, as a new turn; say what went wrong where it was set. */
async function settle(form, label, body) {
  wrong(form, "");
  if (waiting) return tell(text.busy, true);
  if (!isHere(form)) return wrong(form, text.chatGone);
  const focused = document.activeElement;
  const message = await exchange({
    asked: label,
    saying: text.working,
    path: path(),
    options: sent({ ...body, keep: true, label }, "text/event-stream, text/html"),
    read: events,
    undo: () => focused?.focus(),
  });
  if (message) {
    complain("");
    wrong(form, message);
  } else if (message === "" && form.matches(".edit")) shut(form);
}

// Inputs that were understood

function edit(button) {
  const form = $(`#${CSS.escape(button.getAttribute("aria-controls"))}`);
  if (!form.hidden) return shut(form);
  form.hidden = false;
  button.ariaExpanded = "true";
  form.value.focus();
  form.value.select?.();
}

/** Close what sets an input; the focus goes back to what opened it, if it was within. */
function shut(form) {
  const button = $(`[aria-controls="${CSS.escape(form.id)}"]`);
  const held = form.contains(document.activeElement);
  form.reset();
  wrong(form, "");
  form.hidden = true;
  button.ariaExpanded = "false";
  if (held) button.focus();
}

function set(form, value, shown) {
  const { field, label } = form.dataset;
  return settle(form, `${label}: ${shown}`, { changes: { [field]: value } });
}

const valueOf = (field) => (field.type === "number" ? field.valueAsNumber : field.value);
const shownOf = (field) => field.selectedOptions?.[0].textContent ?? field.value;

log.addEventListener("keydown", (event) => {
  const form = event.target.closest(".edit");
  if (event.key !== "Escape" || !form) return;
  event.stopPropagation();
  shut(form);
});

// Settings that are tried out

const tried = new WeakMap(); // form -> {touched, clock, controller} of its latest change

/** Keep slider and field in step, and soon ask what the settings come to. */
function turn(changed) {
  const [form, dial] = [changed.form, changed.closest(".dial")];
  for (const each of dial.querySelectorAll("input")) if (each !== changed) each.value = changed.value;
  const state = tried.get(form) ?? { touched: new Set() };
  tried.set(form, state);
  state.touched.add(dial);
  clearTimeout(state.clock);
  state.clock = setTimeout(() => attempt(form, state), PAUSE);
}

/** Work out what the settings come to; only the last of several requests counts. */
async function attempt(form, state) {
  wrong(form, "");
  const fields = [...state.touched].map((dial) => [dial.dataset.field, $("[name=value]", dial)]);
  const unfit = fields.find(([, field]) => !field.checkValidity());
  if (unfit) return wrong(form, unfit[1].validationMessage || text.settingWrong);
  if (!isHere(form)) return wrong(form, text.chatGone);
  state.controller?.abort("newer");
  const controller = (state.controller = new AbortController());
  const article = form.closest("article");
  const table = $("[data-block=comparison]", article);
  if (table) table.ariaBusy = "true";
  try {
    const changes = Object.fromEntries(fields.map(([name, field]) => [name, valueOf(field)]));
    const html = await call(path(), sent({ changes, keep: false }, "text/html"), { controller });
    if (state.controller !== controller) return;
    for (const part of parse(html).querySelectorAll("[data-part]")) swap(part, article);
    tell($("[data-said]", form.parentElement).textContent);
    stayAwake();
  } catch (error) {
    if (state.controller === controller) wrong(form, error.message ?? text.errorOther);
  } finally {
    if (state.controller === controller && table) table.ariaBusy = null;
  }
}

/** Put a part in the place of the one like it in a turn; what is unfolded stays so, and so does the focus. */
function swap(part, article) {
  const block = part.closest("[data-block]");
  const old = $(`[data-block=${block.dataset.block}] [data-part=${part.dataset.part}]`, article);
  if (!old) return;
  const held = old.contains(document.activeElement) && document.activeElement.closest("[data-fold]")?.dataset.fold;
  for (const fold of old.querySelectorAll("[data-fold][open]")) {
    const same = $(`[data-fold="${CSS.escape(fold.dataset.fold)}"]`, part);
    if (same) same.open = true;
  }
  const definitions = [...old.querySelectorAll(".term")].map((each) => each.getAttribute("popovertarget"));
  for (const word of part.querySelectorAll(".term")) define(word, article, definitions);
  old.replaceWith(part);
  if (held) $(`[data-fold="${CSS.escape(held)}"] > summary`, part)?.focus();
}

/** Lead a word to the definition that its turn has of it; where another part has explained it, it stays plain. */
function define(word, article, ours) {
  const name = word.getAttribute("popovertarget").replace(/^tried-\d+-/, `word-${article.dataset.turn}-`);
  const known = $(`#${CSS.escape(name)}`, article);
  if (known && ours.includes(name)) word.setAttribute("popovertarget", name);
  else word.replaceWith(word.textContent);
}

/** Settings of an earlier comparison would be tried on the newest: they rest. */
log.addEventListener("arrived", ({ detail: article }) => {
  if (!$("[data-block=comparison]", article)) return;
  for (const form of log.querySelectorAll("[data-form=try]")) {
    if (article.contains(form)) continue;
    $("fieldset", form).disabled = true;
    $("[data-earlier]", form.parentElement).hidden = false;
  }
});

// What matters, differences, the brief

function matters(form) {
  const chosen = [...form.querySelectorAll(":checked")];
  if (!chosen.length) {
    wrong(form, text.mattersNone);
    return $("input", form).focus();
  }
  const said = chosen.map((each) => `${$("legend", each.closest("fieldset")).firstChild.textContent.trim()}: ${each.labels[0].textContent.trim()}`);
  const weights = Object.fromEntries(chosen.map((each) => [each.name, Number(each.value)]));
  return settle(form, `${form.dataset.asked}. ${said.join("; ")}`, { matters: weights });
}

/** Show all rows of agreements beside each other, or those alone in which they differ. */
function differ(box) {
  const block = box.closest("[data-block]");
  const rows = [...block.querySelectorAll("[data-differs]")];
  for (const row of rows) row.hidden = box.checked && row.dataset.differs === "false";
  const shown = rows.filter((row) => !row.hidden).length;
  const said = box.dataset.shown.replace("{n}", shown).replace("{all}", rows.length);
  $("[data-count]", block).textContent = box.checked ? said : "";
  tell(said);
}

const link = () => `${location.origin}/brief#${chat.id}.${chat.secret}`;
const unlessGone = (act) => (button) => (isHere(button) ? act(button) : complain(text.chatGone));

log.addEventListener("input", ({ target }) => target.closest("[data-form=try]") && turn(target));
log.addEventListener("change", ({ target }) => target.matches("[data-differences]") && differ(target));

Object.assign(FORMS, {
  set: (form) => set(form, valueOf(form.value), shownOf(form.value)),
  try: (form) => attempt(form, tried.get(form) ?? { touched: new Set(form.querySelectorAll(".dial")) }),
  matters,
});
Object.assign(ACTS, {
  edit,
  shut: (button) => shut(button.form),
  forgo: (button) => set(button.form, null, button.textContent),
  brief: unlessGone(() => open(link(), "_blank", "noopener")),
  share: unlessGone((button) => copyText(button, link(), text.briefCopied)),
});
