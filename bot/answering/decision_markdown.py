"""The blocks of a decision as Markdown: the same words and numbers as on the page, headings first."""

from collections.abc import Mapping, Sequence

from bot.answering.marks import marked
from bot.catalogue import Catalogue
from bot.vocabulary import (
    Citation,
    ComparisonBlock,
    OptionRow,
    Priorities,
    Sentence,
    SideBySide,
    Timeline,
    TradeOffs,
    Understood,
    WhatIf,
    WorthKnowing,
)

Cited = Mapping[int, Citation]
YEARS = ("good", "typical", "serious")


def understood(block: Understood, _: Cited, strings: Catalogue) -> str:
    """Write what was understood: what was said, then what was taken for granted."""
    lines = [f"### {block.heading}"]
    for given in ("said", "document", "assumed", "sample"):
        some = [one for one in block.inputs if one.given == given]
        if some:
            told = "; ".join(f"{one.label}: {one.shown}{marks(one.sentence)}" for one in some)
            lines.append(f"- {strings.say(f'decision.{given}')}: {told}")
    return lines[0] + "\n\n" + "\n".join(lines[1:])


def marks(sentence: Sentence | None) -> str:
    """Write the marks of a sentence alone."""
    return "" if sentence is None else "".join(f" [{number}]" for number in sentence.citations)


def comparison(block: ComparisonBlock, _: Cited, strings: Catalogue) -> str:
    """Write the table, then how the options stand to each other, then what is reached by which words."""
    heads = [block.columns[name][0] for name in ("option", "sure", *YEARS, "worst", "leave")]
    table = [row_of(heads), "|" + "---|" * len(heads), *(row_of(cells(one)) for one in block.options)]
    shown = [name for name in block.columns if name not in YEARS or any(one.years for one in block.options)]
    about = [f"{title}: {text}." for title, text in map(block.columns.__getitem__, shown) if text]
    verdicts = [f"- **{one.name}: {one.headline}** {one.text}" for one in block.verdicts]
    access = [f"- {one.name}: {' '.join(marked(each) for each in one.access)}" for one in block.options if one.access]
    warned = [f"- {one.name}: {' '.join(one.warnings)}" for one in block.options if one.warnings]
    parts = [
        f"### {block.heading}",
        " ".join(block.basis),
        "\n".join(table),
        " ".join(about),
        " ".join(block.notes),
        "\n".join(verdicts),
        headed(strings.say("decision.access"), access),
        headed(strings.say("decision.warnings"), warned),
    ]
    return "\n\n".join(part for part in parts if part)


def headed(heading: str, lines: Sequence[str]) -> str:
    """Write a list under a heading, "" for none."""
    return f"**{heading}**\n\n" + "\n".join(lines) if lines else ""


def row_of(some: Sequence[str]) -> str:
    """Write a row of a table."""
    return "| " + " | ".join(one.replace("|", "/") for one in some) + " |"


def cells(one: OptionRow) -> list[str]:
    """Return the cells of an option."""
    says = one.says
    name = ", ".join(part for part in (one.name, one.note, says.get("mean", "")) if part)
    years = [bar.says for bar in one.years] or [says.get("no_estimate", ""), "", ""]
    return [name, f"{says['committed']} ({says['monthly']})", *years, says["worst_case"], says["leaving"]]


def what_if(block: WhatIf, _: Cited, strings: Catalogue) -> str:
    """Write the settings, and what they come to."""
    settings = "; ".join(f"{one.label}: {one.shown}" for one in block.controls)
    said = " ".join(part for part in (block.says, block.flipped) if part)
    return f"### {block.heading}\n\n{settings}\n\n{strings.say('decision.settings')} {said}"


def trade_offs(block: TradeOffs, _: Cited, strings: Catalogue) -> str:
    """Write what each option gives and takes."""
    heads = [strings.say(f"decision.{name}") for name in ("option", "gets", "gives_up")]
    rows = [row_of([one.name, said(one.gets), said(one.gives_up)]) for one in block.rows]
    return f"### {block.heading}\n\n{block.note}\n\n" + "\n".join([row_of(heads), "|---|---|---|", *rows])


def said(sentences: Sequence[Sentence]) -> str:
    """Write sentences in a row."""
    return " ".join(marked(one) for one in sentences)


def worth_knowing(block: WorthKnowing, *_: object) -> str:
    """Write what is worth knowing, each thing under its name."""
    return f"### {block.heading}\n\n" + "\n".join(f"- **{one.label}.** {said(one.sentences)}" for one in block.items)


def priorities(block: Priorities, _: Cited, strings: Catalogue) -> str:
    """Write what may matter; once it was weighed, in that order and with where it leads."""
    weights = {0: "", 1: "weight_1", 2: "weight_2", 3: "weight_3"}
    lines = []
    for one in block.items:
        weight = f" ({strings.say('decision.' + weights[one.weight])})" if one.weight else ""
        lines.append(f"- **{one.label}**{weight}: {said(one.sentences) or one.about}")
    parts = [f"### {block.heading}", block.note, "\n".join(lines), block.conclusion]
    return "\n\n".join(part for part in parts if part)


def side_by_side(block: SideBySide, _: Cited, strings: Catalogue) -> str:
    """Write agreements beside each other."""
    rows = [row_of([one.label, *(marked(cell.sentence) for cell in one.cells)]) for one in block.rows]
    head = row_of([strings.say("decision.term"), *block.columns])
    return f"### {block.heading}\n\n" + "\n".join([head, "|" + "---|" * (len(block.columns) + 1), *rows])


def timeline(block: Timeline, *_: object) -> str:
    """Write what happens when."""
    lines = [f"- **{one.when}: {one.label}.** {said(one.sentences)}" for one in block.entries]
    return f"### {block.heading}\n\n" + "\n".join(lines)
