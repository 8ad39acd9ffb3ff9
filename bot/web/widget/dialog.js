// What opens: a dialog around a frame from our own address, or the frame alone where the chat stands in the page.
// Only messages from that frame and that address are heard, and what is said in the chat is in none of them.

const words = WORDS; // from the catalogue of strings, when this file is served
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
const SILENT = 2_000; // milliseconds after a frame has loaded without a word: its address was blocked
const LATE = 10_000; // milliseconds until the plain link is offered beside a frame that has not loaded

function make(name, having, ...children) {
  const made = Object.assign(document.createElement(name), having);
  made.append(...children);
  return made;
}

export class Dialog {
  #asked = []; // before the frame was ready
  #ready = false;

  constructor(element, root, origin) {
    Object.assign(this, { element, root, origin, button: element.button });
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    addEventListener("message", (event) => {
      if (event.origin === origin && event.source && event.source === this.frame?.contentWindow) this.#hear(event.data?.plainterms);
    });
    document.addEventListener("securitypolicyviolation", ({ blockedURI, disposition, effectiveDirective }) => {
      if (disposition === "enforce" && effectiveDirective === "frame-src" && blockedURI.startsWith(origin)) this.#fail("frame-src");
    });
    this.frame = make("iframe", {
      title: words.title,
      allow: "clipboard-write",
      referrerPolicy: "no-referrer",
      loading: this.button ? "eager" : "lazy",
      onload: () => this.#loaded(),
    });
    this.link = make("a", { target: "_blank", rel: "noopener", textContent: words.link, hidden: true });
    this.load(); // before it is in the page, which would load nothing first
    if (this.button) {
      const close = make("button", { type: "button", textContent: words.close, onclick: () => this.close() });
      this.dialog = make("dialog", { ariaLabel: words.title, onclose: () => this.#closed() }, make("p", {}, words.name, close), this.link, this.frame);
      this.dialog.setAttribute("part", "dialog");
      this.dialog.addEventListener("keydown", ({ key }) => key === "Escape" && this.close());
      root.append(this.dialog);
    } else root.append(this.link, this.frame);
  }

  /** Show the chat of the practice that the element names. */
  load() {
    this.#ready = false;
    this.link.href = this.frame.src = `${this.origin}/embed/${encodeURIComponent(this.element.getAttribute("practice"))}`;
    if (this.button) setTimeout(() => this.#fail("late"), LATE);
  }

  open() {
    if (!this.button || this.dialog.open) return;
    this.back = this.root.activeElement ?? document.activeElement;
    this.dialog[matchMedia("(max-width:40em)").matches ? "showModal" : "show"]();
    this.button.ariaExpanded = "true";
    this.#enter();
    this.#tell("open");
  }

  close() {
    this.dialog?.close();
  }

  ask(text) {
    this.open();
    if (this.#ready) this.#send({ ask: String(text) });
    else this.#asked.push(String(text));
  }

  #enter() {
    if (!this.dialog?.open) return;
    (this.link.hidden ? this.frame : this.link).focus({ preventScroll: true });
    if (this.#ready) this.#send({ enter: true });
  }

  #closed() {
    this.button.ariaExpanded = "false";
    (this.back?.isConnected ? this.back : this.button).focus({ preventScroll: true }); // the page may have been replaced meanwhile
    this.#tell("close");
  }

  #loaded() {
    this.#ready = false;
    this.#send({ hello: true });
    setTimeout(() => this.#fail("blocked"), SILENT);
  }

  #send(message) {
    this.frame.contentWindow?.postMessage({ plainterms: message }, this.origin);
  }

  #hear(said) {
    if (said === "ready") {
      this.#ready = true;
      this.link.hidden = true;
      this.frame.hidden = false;
      this.#enter();
      for (const ask of this.#asked.splice(0)) this.#send({ ask });
    } else if (said === "close") this.close();
    else if (said === "answer" || said === "error") this.#tell(said);
  }

  /** Offer a plain link to the same chat in place of an empty box, and say where the reason is told. */
  #fail(reason) {
    if (this.#ready || !this.link.hidden || !this.frame.isConnected) return;
    this.frame.hidden = true;
    this.link.hidden = false;
    this.#enter();
    const around = [location.origin, ...(location.ancestorOrigins ?? [])].map((site) => `&site=${encodeURIComponent(site)}`).join("");
    console.warn(`${words.blocked} ${this.origin}/embed/check?practice=${encodeURIComponent(this.element.getAttribute("practice"))}${around}&seen=${reason}`);
    this.#tell("error", { reason });
  }

  #tell(name, detail = null) {
    this.element.dispatchEvent(new CustomEvent(`plainterms:${name}`, { bubbles: true, composed: true, detail }));
  }
}
