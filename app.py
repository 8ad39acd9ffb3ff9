"""Plainterms on the command line: serve the chat (default), ask, read terms, compare costs, keep knowledge/ in order."""

import argparse
import json
import logging
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.errors import EngineError, PlaintermsError, RefusedError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.vocabulary import Reading

SOON = timedelta(days=30)  # warn of what goes out of date so long before it does
ADD = "add"  # what stands in place of a practice's id to take in a new one
AFTER_ADDING = (
    "1. Compare what is read in its agreement with the agreement: uv run app.py terms {file}",
    "2. Bring the index up to date: uv run app.py index",
    "3. Start the chat anew; it reads the practices when it starts.",
    "4. Get the tag for the practice's own site: uv run app.py practice {id} --host HOST",
)


def serve(args: argparse.Namespace, settings: Settings) -> None:
    """Serve the chat at HOST and PORT until stopped."""
    import uvicorn

    from bot.web.app import create_app

    app = create_app(settings)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        ws="none",
        server_header=False,
        proxy_headers=False,
    )
    bound = config.bind_socket()
    print(f"Plainterms is at http://{settings.host}:{bound.getsockname()[1]}", file=sys.stderr)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run([bound])


def ask(args: argparse.Namespace, settings: Settings) -> None:
    """Ask one question; the index is brought up to date first."""
    from bot.bootstrap import build

    program = build(settings)
    try:
        content = None
        if args.agreement:
            data = args.agreement.read_bytes()
            content = program.read_agreement(data, args.agreement.name)
        program.warm(progress)
        if args.conversation:
            conversation = program.records.conversation(args.conversation, None, trusted=True)
        else:
            conversation = program.records.open_conversation(args.practice, keep=False)
        if content:
            program.add_agreement(content, data, args.agreement.name, conversation)
            reread = program.records.conversation(conversation.id, None, trusted=True)
            conversation = replace(reread, secret=conversation.secret)
            program.settle()
        answer = program.ask(args.question, conversation, None if content else args.practice)
        show(args, answer.model_dump(mode="json"), answer.text + f"\n\n(--conversation={answer.conversation_id})")
    finally:
        program.close()


def terms(args: argparse.Namespace, settings: Settings) -> None:
    """Read the terms of one agreement, and what changed since an older one; nothing is kept."""
    from bot.answering import changes
    from bot.answering.outline import outline
    from bot.answering.sheet import Known, sheet
    from bot.contracts.changes.revisions import compare
    from bot.library import open_references

    reading = read_agreement(args.file)
    references = open_references(settings.knowledge, settings.locale)
    known = Known(datetime.now().astimezone().date(), args.state)
    body = sheet(*reading, references, known)
    text = outline(body, references.strings)
    if args.against:
        body["changes"] = changes.changes(compare(read_agreement(args.against), reading), references.strings)
        text = f"{text}\n\n{changes.outline(body['changes'], references.strings)}"
    show(args, body, text)


def read_agreement(path: Path) -> "Reading":
    """Read an agreement from a file, and its terms and traps."""
    import hashlib

    from bot.contracts import termsheet
    from bot.documents.sandbox import read_untrusted
    from bot.vocabulary import Reading, Revision

    data = path.read_bytes()
    content = read_untrusted(data, path.name)
    name = "sha256:" + hashlib.sha256(data).hexdigest()
    return Reading(Revision(name, "file", path.name, "agreement", content), termsheet.read(content))


def compare(args: argparse.Namespace, settings: Settings) -> None:
    """Compare what insurance and memberships cost a household, as a situation file describes it; nothing is kept."""
    from bot.answering import drawn_year
    from bot.answering.compared import outline
    from bot.costs.arithmetic import arithmetic
    from bot.costs.comparison import compare as compared
    from bot.costs.comparison import trial_of
    from bot.costs.situation.file import open_situation
    from bot.library import open_grounds, open_sources, open_strings

    situation, grounds = open_situation(args.file), open_grounds(settings.knowledge)
    strings = open_strings(settings.knowledge, settings.locale)
    comparison = compared(situation, grounds)
    body = comparison.model_dump(mode="json", by_alias=True)
    text = outline(comparison, strings, open_sources(settings.knowledge))
    if args.arithmetic:
        years = arithmetic(trial_of(situation, grounds), args.arithmetic)
        body["arithmetic"] = [year.model_dump(mode="json") for year in years]
        text = f"{text}\n\n{drawn_year.outline(years, strings)}"
    show(args, body, text)


def index(args: argparse.Namespace, settings: Settings) -> None:
    """Build the index or bring it up to date, and warn of knowledge that is, or soon will be, out of date."""
    from bot.bootstrap import build

    program = build(settings)
    try:
        count = program.warm(progress)
        state = "\n".join(f"{engine}: {doing}" for engine, doing in program.state.items())
        if program.state["index"] != "ok" and settings.embeddings != "none":
            raise EngineError(f"The index could not be built.\n{state}")
        stale = [str(one) for one in program.library.stale(datetime.now().astimezone().date() + SOON)]
        for one in stale:
            print(f"knowledge/{one}", file=sys.stderr)
        body = {"embedded": count, "state": program.state, "stale": stale}
        show(args, body, f"{count} passages embedded.\n{state}")
    finally:
        program.close()


def schemas(args: argparse.Namespace, settings: Settings) -> None:
    """Write the JSON schemas of the files in knowledge/, by which editors complete and check them."""
    from bot.library.schemas import write_schemas

    written = [str(path) for path in write_schemas(settings.knowledge)]
    show(args, {"written": written}, "\n".join(written))


def practice(args: argparse.Namespace, settings: Settings) -> None:
    """List the practices, show one with the tag for its own site, or take in a folder that describes a new one."""
    from bot.library import practices

    today = datetime.now().astimezone().date()
    if args.id == ADD:
        if args.folder is None:
            raise RefusedError(f"Name the folder that describes the practice: uv run app.py practice {ADD} FOLDER")
        place, agreement = practices.take_in(args.folder, settings.knowledge)
        then = [line.format(file=agreement, id=place.name) for line in AFTER_ADDING]
        show(args, {"added": place.name, "folder": str(place), "next": then}, "\n".join([f"Added {place}.", *then]))
    elif args.id:
        one = practices.picked(args.id, settings.knowledge, today)
        tag = practices.tag(one.practice, args.host) if one.practice else ""
        text = f"{practices.whole_outline(one)}\n\nPaste this into the pages of its own site:\n{tag}"
        show(args, {**one.body(), "tag": tag}, text)
    else:
        found = practices.described(settings.knowledge, today)
        text = "\n\n".join(practices.outline(one) for one in found)
        show(args, {"practices": [one.body() for one in found]}, text or "There are no practices.")


def progress(done: int, total: int) -> None:
    """Show how far the index is, on standard error."""
    print(f"\rreading the documents: {done} of {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def show(args: argparse.Namespace, body: Any, text: str) -> None:
    """Print one JSON document, or text for a person."""
    print(json.dumps(body, ensure_ascii=False, indent=1) if args.json else text)


COMMANDS: Mapping[
    str, tuple[Callable[[argparse.Namespace, Settings], None], tuple[tuple[str, dict[str, Any]], ...]]
] = {
    "serve": (serve, ()),
    "ask": (
        ask,
        (
            ("question", {"help": "what you want to know"}),
            ("--practice", {"metavar": "ID", "help": "a practice of knowledge/practices"}),
            ("--agreement", {"metavar": "FILE", "type": Path, "help": "an agreement of your own"}),
            ("--conversation", {"metavar": "ID", "help": "go on with a conversation"}),
        ),
    ),
    "terms": (
        terms,
        (
            ("file", {"type": Path, "help": "an agreement: .pdf .docx .html .md .txt"}),
            ("--against", {"metavar": "OLDER_FILE", "type": Path, "help": "an older text of it: tell what changed"}),
            (
                "--state",
                {"metavar": "XX", "type": str.upper, "help": "the practice's state, where the agreement names none"},
            ),
        ),
    ),
    "compare": (
        compare,
        (
            ("file", {"type": Path, "help": "a situation: .yaml or .json"}),
            ("--arithmetic", {"metavar": "OPTION", "help": "an option's id: two drawn years of it, month by month"}),
        ),
    ),
    "index": (index, ()),
    "practice": (
        practice,
        (
            ("id", {"nargs": "?", "metavar": f"ID | {ADD}", "help": f"a practice, or `{ADD}` to take in a new one"}),
            ("folder", {"nargs": "?", "type": Path, "metavar": "FOLDER", "help": f"with `{ADD}`: what describes it"}),
            ("--host", {"metavar": "HOST", "help": "where this chat is served, for the tag"}),
        ),
    ),
    "schemas": (schemas, ()),
}


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, made from COMMANDS."""
    found = argparse.ArgumentParser(prog="app.py", description=__doc__)
    found.set_defaults(run=serve, json=False)
    commands = found.add_subparsers(title="commands", metavar="COMMAND")
    for name, (run, arguments) in COMMANDS.items():
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        command.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
        for flag, options in arguments:
            command.add_argument(flag, **options)
    return found


def main(argv: list[str] | None = None) -> int:
    """Run one command; return 0, or 2 if what was asked for cannot be done."""
    args = parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.root.handlers[0].setLevel(logging.INFO)  # some libraries set a level of their own when they are imported
    for noisy in ("httpx", "chromadb", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    try:
        args.run(args, Settings())
    except (PlaintermsError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    except ValidationError as error:
        for problem in error.errors():
            print(f"setting {problem['loc'][0]}: {problem['msg']}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
