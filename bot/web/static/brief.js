// The brief: fetches a decision on one page. What opens it stands behind the # of the address, which no server sees.

const $ = (selector) => document.querySelector(selector);
const main = $("#brief");
const [, id, secret] = /^#([^.]+)\.(.+)$/.exec(location.hash) ?? [];
const from = (what, Accept) =>
  fetch(`/api/v1/conversations/${encodeURIComponent(id)}/${what}`, { headers: { Accept, Authorization: `Bearer ${secret}` } });

async function show() {
  const said = $("#waiting");
  try {
    const response = id && (await from("brief", "text/html"));
    if (response?.ok) {
      const holder = document.createElement("template");
      holder.innerHTML = await response.text(); // made by our own server, which escapes what people and documents say
      main.replaceChildren(holder.content);
      main.removeAttribute("aria-live");
      $("[data-do=print]").hidden = false;
      return;
    }
    const gone = !response || [401, 403, 404, 410].includes(response.status);
    const { detail } = gone ? {} : await response.json().catch(() => ({}));
    said.textContent = gone ? main.dataset.gone : detail || main.dataset.error;
  } catch {
    said.textContent = main.dataset.error;
  }
}

/** Download the last day of notice as a reminder for a calendar. */
async function calendar(button) {
  const wrong = button.closest(".notice").querySelector(".wrong");
  wrong.textContent = "";
  let why = main.dataset.error;
  try {
    const response = await from("notice", "text/calendar");
    if (response.ok) {
      const link = Object.assign(document.createElement("a"), { download: "notice.ics", href: URL.createObjectURL(await response.blob()) });
      link.click();
      return;
    }
    why = (await response.json()).detail;
  } catch {
    // said below
  }
  wrong.textContent = main.dataset.noCalendar.replace("{why}", why);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) ({ print: () => print(), calendar })[button.dataset.do](button);
});
addEventListener("hashchange", () => location.reload());
show();
