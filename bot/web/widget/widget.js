// One tag on a practice's page: a button, and no more until it is pressed. Nothing is stored, nobody else is asked.
(() => {
  const script = document.currentScript;
  const { origin } = new URL(script.src);
  const tag = "plainterms-chat";
  const words = WORDS;
  const sheet = new CSSStyleSheet(); // a constructed sheet: the page's own policy for styles need not know of us
  sheet.replaceSync(STYLE);

  class Chat extends HTMLElement {
    static observedAttributes = ["accent", "label", "practice"];
    #root = this.attachShadow({ mode: "open" });
    #dialog;

    connectedCallback() {
      if (this.isDrawn) return this.#dialog?.then((dialog) => dialog?.load()); // a framework has moved us, and the frame begins anew
      this.isDrawn = true;
      this.#root.adoptedStyleSheets = [sheet];
      if (this.getAttribute("mode") === "inline") return this.#shown();
      this.button = document.createElement("button");
      this.button.part = "button";
      this.button.ariaHasPopup = "dialog";
      this.button.ariaExpanded = "false";
      this.button.onclick = () => (this.button.ariaExpanded === "true" ? this.close() : this.open());
      this.#root.append(this.button);
      this.attributeChangedCallback();
    }

    connectedMoveCallback() {} // moved by moveBefore, which keeps the frame as it is

    attributeChangedCallback(name, before, now) {
      const accent = this.getAttribute("accent");
      const known = /^#[\da-f]{6}$/i.test(accent);
      // Black or white, whichever is easier to read on it: at least 4.5 to 1 on any colour.
      const light = [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => sum + weight * (parseInt(accent?.substr(1 + 2 * at, 2), 16) / 255) ** 2.2, 0);
      this.style.setProperty("--accent", known ? accent : "");
      this.style.setProperty("--on-accent", known ? (light > 0.18 ? "#000" : "#fff") : "");
      if (this.button) this.button.textContent = this.getAttribute("label") || LABEL;
      if (name === "practice" && before !== now) this.#dialog?.then((dialog) => dialog?.load());
    }

    #shown() {
      return (this.#dialog ??= import(origin + "/widget/dialog.js").then(({ Dialog }) => new Dialog(this, this.#root, origin), () => this.#fail()));
    }

    /** Offer a plain link to the chat where its script cannot be loaded, and say where the reason is told. */
    #fail() {
      const practice = encodeURIComponent(this.getAttribute("practice"));
      const link = Object.assign(document.createElement("a"), { href: `${origin}/embed/${practice}`, target: "_blank", textContent: words.link });
      if (this.button) {
        link.part = "button";
        this.button.replaceWith(link);
        link.focus();
      } else this.#root.append(link);
      console.warn(`${words.blocked} ${origin}/embed/check?practice=${practice}&site=${encodeURIComponent(location.origin)}&seen=script`);
      this.dispatchEvent(new CustomEvent("plainterms:error", { bubbles: true, composed: true, detail: { reason: "script" } }));
    }

    open() {
      return this.#shown().then((dialog) => dialog?.open());
    }

    close() {
      this.#dialog?.then((dialog) => dialog?.close());
    }

    ask(text) {
      this.#shown().then((dialog) => dialog?.ask(text));
    }
  }

  customElements.get(tag) || customElements.define(tag, Chat);
  const { practice, mode } = script.dataset;
  // Beside the body, which some frameworks replace; an inline chat stands where its tag stands.
  if (!practice || [...document.querySelectorAll("html>" + tag)].some((one) => one.getAttribute("practice") === practice)) return;
  const chat = document.createElement(tag);
  for (const name of ["practice", "mode", "accent", "label"]) if (name in script.dataset) chat.setAttribute(name, script.dataset[name]);
  mode === "inline" ? script.after(chat) : document.documentElement.append(chat);
})();
