"""Make an answer of what was found: the main thing first, each statement with its quote, what to do at the end."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.answering.languages import Language
from bot.answering.sayings import fee_row, say
from bot.answering.sheet import IMPORTANT, to_ask
from bot.answering.timeline import after_months, cycle, in_short, says_something, timeline
from bot.catalogue import Catalogue
from bot.contracts.law.hsa import HsaCheck
from bot.contracts.rates import rates
from bot.contracts.retainer import exit_terms
from bot.costs.exit import exit_costs
from bot.documents.outline import clauses, sentences
from bot.vocabulary import (
    Block,
    Checklist,
    Contact,
    ExitTerms,
    ExitTimeline,
    Handoff,
    LockIn,
    LockInItem,
    Outcome,
    Paragraph,
    Passage,
    Practice,
    QuestionBack,
    Quote,
    Revision,
    Sentence,
    Span,
    Term,
    TermRow,
    TermSheet,
    TermSheetBlock,
    Trap,
)

FEW = 4  # practices that are offered by name
ASKED = 6  # questions to ask in one answer
RESTING = ("fee", "initial_term_months", "auto_renews", "early_termination_fee", "refund_policy")
"""The fields that the cost of leaving is worked out from."""
PARTS_OF_SERVICES = frozenset(["services_included", "services_excluded"])  # which the field `services` says whole
SHOWN = 3  # quotes under one statement: the clause and the two that matter most beside it

REASONS = 5  # of one check: the gravest, with their clauses
SAVINGS = re.compile(r"\bh\.?s\.?as?\b|\bhealth[ -]?savings\b|\bsavings account|\bhealth account", re.IGNORECASE)
"""How people and agreements call a health savings account."""

TABLES = (ExitTimeline, TermSheetBlock)

COMPANIONS: Mapping[str, tuple[str, ...]] = {
    "cancel_notice_days": ("early_termination_fee",),
    "initial_term_months": ("cancel_notice_days", "early_termination_fee"),
    "refund_policy": ("early_termination_fee",),
    "auto_renews": ("cancel_notice_days",),
    "early_termination_fee": ("initial_term_months", "cancel_notice_days", "refund_policy"),
}
"""What a term is misread without: "cancel any time" while the balance falls due."""


@dataclass(frozen=True)
class Draft:
    """Blocks before their quotes are checked, and what became of the question."""

    blocks: tuple[Block, ...]
    outcome: Outcome
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Agreement:
    """One agreement in question: what was read in it, and for silent fields the nearest words that it has."""

    revision: Revision
    sheet: TermSheet
    nearest: Mapping[str, Span] = field(default_factory=dict)

    @property
    def terms(self) -> Mapping[str, Term]:
        """Its terms by field."""
        return {term.field: term for term in self.sheet.terms}

    @property
    def exits(self) -> ExitTerms:
        """What it says of leaving."""
        return exit_terms(self.sheet, self.revision.content)


def terms(asked: Sequence[str], agreements: Sequence[Agreement], strings: Catalogue, ages: Sequence[int] = ()) -> Draft:
    """Answer a question about terms from each agreement in question, side by side; `ages` are those of the household."""
    blocks: list[Block] = []
    asks: list[str] = []
    nexts: list[str] = []
    states: list[str] = []
    for agreement in agreements:
        titled = agreement.revision.title if len(agreements) > 1 else ""
        for name in asked:
            term = agreement.terms[name]
            label = strings.say(f"terms.{name}.label")
            heading = " – ".join(part for part in (titled, label if len(asked) > 1 else "") if part)
            blocks.append(statement(term, agreement, strings, heading, ages))
            states.append(term.state)
            (nexts if term.state == "stated" else asks).append(
                strings.say(f"terms.{name}.{'next' if term.state == 'stated' else 'ask'}")
            )
        blocks += companions(asked, agreement, strings, asks)
    blocks += lists(asks, nexts, strings)
    silent = states.count("silent")
    outcome: Outcome = "silent" if silent == len(states) else "partly" if silent else "answered"
    return Draft(tuple(blocks), outcome)


def statement(
    term: Term, agreement: Agreement, strings: Catalogue, heading: str = "", ages: Sequence[int] = ()
) -> Paragraph:
    """State one term, with its clause and what limits or contradicts it; where it is silent, the nearest words."""
    revision = agreement.revision
    if term.span is None:
        silent = Sentence(text=say(term, strings))
        near = agreement.nearest.get(term.field)
        words = (Sentence(text=strings.say("answers.nearest"), quotes=(quoted(revision, near),)),) if near else ()
        return Paragraph(heading=heading, sentences=(silent, *words))
    clause = (quoted(revision, term.span),)
    sentences = [Sentence(text=text, quotes=clause) for text in (say(term, strings), *for_ages(term, ages, strings))]
    rest = term.also[: SHOWN - 1]
    if rest:
        key = "answers.qualified" if term.conditions else "answers.also"
        sentences.append(Sentence(text=strings.say(key), quotes=tuple(quoted(revision, span) for span in rest)))
    return Paragraph(heading=heading, sentences=tuple(sentences))


def hsa(agreement: Agreement, check: HsaCheck, heading: str, strings: Catalogue) -> Paragraph:
    """Say what the check for health savings accounts found, on what clauses, and what the agreement says of them."""
    revision = agreement.revision
    told: set[Span] = set()
    result, *_ = check.said(strings)
    sentences = [Sentence(text=text) for text in (result, check.limit(strings)) if text]
    for reason in check.deciding[:REASONS]:
        quotes = tuple(quoted(revision, span) for span in reason.spans)
        said = Sentence(text=reason.said(strings), quotes=quotes, shown=not told.issuperset(reason.spans))
        sentences.append(said)
        told.update(reason.spans)
    own = [one for one in clauses(revision.content) if SAVINGS.search(one.text)]
    spans = [Span(one.start, one.end, one.heading) for one in own]
    if rest := [span for span in spans if not any(span.start < one.end and one.start < span.end for one in told)]:
        quotes = tuple(quoted(revision, span) for span in rest[: SHOWN - 1])
        sentences.append(Sentence(text=strings.say("answers.found"), quotes=quotes))
    return Paragraph(heading=heading, sentences=tuple(sentences))


def catch(agreements: Sequence[Agreement], months: Sequence[int], strings: Catalogue) -> Draft:
    """Answer what the catch is: the traps of each agreement, what leaving costs, and what to ask about both."""
    blocks: list[Block] = []
    asks: list[str] = []
    for agreement in agreements:
        title = agreement.revision.title if len(agreements) > 1 else ""
        read = agreement.sheet
        if read.traps:
            heading = " – ".join(part for part in (title, strings.say("sheet.traps")) if part)
            blocks.append(lock_in(agreement, heading, strings))
        else:
            blocks.append(Paragraph(heading=title, sentences=(Sentence(text=strings.say("sheet.no_traps")),)))
        asks += [one["question"] for one in to_ask(read, strings)][: ASKED // len(agreements)]
    return Draft((*blocks, *leaving(agreements, months, strings), *lists(asks, (), strings)), "answered")


def lock_in(agreement: Agreement, heading: str, strings: Catalogue) -> LockIn:
    """Name the traps of an agreement, each kind once with all its clauses, the gravest first."""
    kinds: dict[str, list[Trap]] = {}
    for trap in agreement.sheet.traps:
        kinds.setdefault(trap.kind, []).append(trap)
    items = (
        LockInItem(
            severity=traps[0].severity,
            label=strings.say(f"traps.{kind}.label"),
            sentence=Sentence(
                text=strings.say(f"traps.{kind}.why"),
                quotes=tuple(quoted(agreement.revision, trap.span) for trap in traps),
            ),
        )
        for kind, traps in kinds.items()
    )
    return LockIn(heading=heading, items=tuple(items))


def leaving(agreements: Sequence[Agreement], months: Sequence[int], strings: Catalogue) -> list[Block]:
    """Say what leaving costs: in sentences after these months, else month by month; of several agreements in short."""
    blocks: list[Block] = []
    for agreement in agreements:
        quotes = tuple(
            quoted(agreement.revision, span) for name in RESTING if (span := agreement.terms[name].span) is not None
        )
        costs = exit_costs(agreement.exits)
        if not quotes or not (months or says_something(costs)):
            continue
        rests = Sentence(text=strings.say("sheet.rests_on"), quotes=quotes, shown=False)
        if not months and len(agreements) == 1:
            turn = cycle(costs)
            rows = tuple(timeline(costs[:turn], strings))
            on = (Sentence(text=strings.say("sheet.and_so_on", n=turn)),) if turn else ()
            blocks.append(ExitTimeline(heading=strings.say("sheet.exit"), sentences=(rests, *on), rows=rows))
            continue
        said = after_months(costs, months, strings) if months else [in_short(costs, strings)]
        heading = f"{agreement.revision.title} – {strings.say('sheet.cost')}" if len(agreements) > 1 else ""
        blocks.append(Paragraph(heading=heading, sentences=(*(Sentence(text=one) for one in said), rests)))
    return blocks


def summary(agreements: Sequence[Agreement], strings: Catalogue) -> Draft:
    """Name all that an agreement says, with what it leaves open; of several, the most important terms side by side."""
    order = ("conflicting", "stated", "silent")
    several = len(agreements) > 1
    names = short_titles([agreement.revision.title for agreement in agreements])
    if several:
        pairs = [(agreement, agreement.terms[field]) for field in IMPORTANT for agreement in agreements]
    else:
        [agreement] = agreements
        whole = agreement.terms["services"].state != "silent"
        kept = [term for term in agreement.sheet.terms if not (whole and term.field in PARTS_OF_SERVICES)]
        pairs = [(agreement, term) for term in sorted(kept, key=lambda term: order.index(term.state))]
    rows = []
    for one, term in pairs:
        label = strings.say(f"terms.{term.field}.label")
        said = Sentence(text=say(term, strings), quotes=(quoted(one.revision, term.span),) if term.span else ())
        named = f"{label} – {names[one.revision.title]}" if several else label
        rows.append(TermRow(label=named, state=term.state, sentence=said))
    return Draft((TermSheetBlock(heading=strings.say("sheet.terms"), rows=tuple(rows)),), "answered")


def short_titles(titles: Sequence[str]) -> dict[str, str]:
    """Return titles without what stands behind the name of the practice, where that tells them apart."""
    short = [title.partition(": ")[0] for title in titles]
    return dict(zip(titles, short if len(set(short)) == len(set(titles)) else titles, strict=True))


def for_ages(term: Term, ages: Sequence[int], strings: Catalogue) -> list[str]:
    """Say which of several fees are those of the ages that a person gave."""
    if term.field != "fee" or term.state != "stated" or len(term.value) < 2:
        return []
    found = {age: rates(term.value, age) for age in dict.fromkeys(ages)}
    return [
        strings.say("answers.at_age", age=age, fees=" / ".join(fee_row(row, strings) for row in rows))
        for age, rows in found.items()
        if rows
    ]


def companions(asked: Sequence[str], agreement: Agreement, strings: Catalogue, asks: list[str]) -> list[Block]:
    """State what the answer would be misread without; where that is silent it becomes a question to ask."""
    names = dict.fromkeys(name for one in asked for name in COMPANIONS.get(one, ()) if name not in asked)
    found: list[Block] = []
    for name in names:
        term = agreement.terms[name]
        if term.state == "silent" or (name == "early_termination_fee" and term.value == "none"):
            if term.state == "silent" and "early_termination_fee" in (*asked, name):
                asks.append(strings.say(f"terms.{name}.ask"))
            continue
        heading = f"{strings.say('answers.together')}: {strings.say(f'terms.{name}.label')}"
        again = term.state == "stated" and not term.conditions  # what else is quoted only says the same
        block = statement(term, agreement, strings, heading)
        found.append(block.model_copy(update={"sentences": block.sentences[:1]}) if again else block)
    return found


def lists(asks: Iterable[str], nexts: Iterable[str], strings: Catalogue) -> list[Block]:
    """Close with what to ask and what to do, each once."""
    found: list[Block] = []
    for heading, items in (("ask_heading", asks), ("next_heading", nexts)):
        sentences = tuple(Sentence(text=item) for item in dict.fromkeys(items))
        if sentences:
            found.append(Checklist(heading=strings.say(f"answers.{heading}"), items=sentences))
    return found


def found(clauses: Sequence[tuple[Revision, Span]], sure: bool, strings: Catalogue) -> Paragraph:
    """Show the clauses that a question is about, or may be; what they mean for it is the reader's to judge."""
    quotes = tuple(quoted(revision, span) for revision, span in clauses)
    text = strings.say("answers.found" if sure else "answers.near")
    return Paragraph(sentences=(Sentence(text=text, quotes=quotes),))


def explained(passages: Sequence[tuple[Revision, Passage]], aside: bool, strings: Catalogue) -> list[Block]:
    """Give passages of explainers, word for word; `aside`: an agreement's own words stand above."""
    blocks: list[Block] = []
    for revision, passage in passages:
        quote = revision.quote(passage.start, passage.end, passage.section)
        heading = passage.section.rsplit(" › ", 1)[-1] if passage.section else revision.title
        heading = f"{strings.say('answers.found_explainer')}: {heading}" if aside else heading
        text = " ".join(quote.text.split())
        said = (Sentence(text=text[start:end], quotes=(quote,), shown=False) for start, end in sentences(text))
        blocks.append(Paragraph(heading=heading, sentences=tuple(said)))
    return blocks


def doubted(draft: Draft, strings: Catalogue) -> Draft:
    """Show the clauses of an answer as the nearest words alone; what was no answer is left out."""
    if draft.outcome != "answered":
        return Draft((), "silent")
    near = strings.say("answers.near")
    quotes = (sentence.quotes for block in draft.blocks if isinstance(block, Paragraph) for sentence in block.sentences)
    return Draft(tuple(Paragraph(sentences=(Sentence(text=near, quotes=one),)) for one in quotes), "partly")


def with_faq(draft: Draft, revision: Revision, passage: Passage, strings: Catalogue) -> Draft:
    """Put below what an agreement leaves open what the practice's own FAQ says of it, and to have that written in."""
    quote = revision.quote(passage.start, passage.end, passage.section)
    said = Sentence(text=strings.say("answers.faq" if draft.blocks else "answers.faq_alone"), quotes=(quote,))
    own = Draft((Paragraph(sentences=(said,)), *lists([strings.say("answers.faq_ask")], (), strings)), "partly")
    return replace(together([draft, own]), outcome="partly")


def not_found(strings: Catalogue) -> list[Block]:
    """Say that an agreement says nothing about the question, and what to do then."""
    said = (Sentence(text=strings.say(f"answers.{name}")) for name in ("not_found", "not_found_next"))
    return [Paragraph(sentences=tuple(said))]


def titled(draft: Draft, title: str) -> Draft:
    """Put the title of an agreement above an answer from it."""
    first, *rest = draft.blocks or (None,)
    if not isinstance(first, Paragraph):
        return draft
    return Draft((first.model_copy(update={"heading": title}), *rest), draft.outcome)


def not_loaded(name: str, draft: Draft, strings: Catalogue) -> Draft:
    """Say first that the agreement of a practice that was named is not here, then what holds without it."""
    said = Paragraph(sentences=(Sentence(text=strings.say("answers.not_loaded", name=name)),))
    rest = [block for block in draft.blocks if not isinstance(block, QuestionBack)]
    return Draft((said, *rest), "clarify")


def of_another(name: str, practice: str, strings: Catalogue) -> Paragraph:
    """Say that what is quoted is another practice's than the one that was named, whose agreement is not here."""
    said = strings.say("answers.from_another", name=name, practice=practice)
    return Paragraph(sentences=(Sentence(text=said),))


def which_agreement(practices: Sequence[Practice], strings: Catalogue, *, yours: bool = False) -> QuestionBack:
    """Ask which agreement is meant; where they are many, the picker offers them. `yours`: we are taken for the practice."""
    few = practices if len(practices) <= FEW else ()
    choices = tuple(strings.say("answers.choice", name=practice.name) for practice in few)
    text = strings.say("answers.which_agreement_yours" if yours else "answers.which_agreement")
    return QuestionBack(text=text, choices=choices)


def person(practice: Practice | None, strings: Catalogue) -> Draft:
    """Show how to reach a person; nothing has been handed over."""
    if practice is None:
        return Draft((Handoff(text=strings.say("answers.person_unknown")),), "clarify")
    ways = {
        "phone": ("tel:", strings.say("answers.phone", number=practice.contact.get("phone", ""))),
        "email": ("mailto:", strings.say("answers.email", address=practice.contact.get("email", ""))),
    }
    contacts = tuple(
        Contact(label=label, href=scheme + practice.contact[way])
        for way, (scheme, label) in ways.items()
        if way in practice.contact
    )
    text = strings.say("answers.person", name=practice.name, hours=practice.hours)
    return Draft((Handoff(text=text, contacts=contacts),), "clarify")


def fixed(name: str, outcome: Outcome, strings: Catalogue, paid_by: str = "") -> Draft:
    """Say the fixed answer of this name: what is so, and what can be done instead."""
    said = (strings.say(f"answers.fixed.{name}.{part}", paid_by=paid_by) for part in ("says", "next"))
    says, then = (Sentence(text=text) for text in said)
    return Draft((Paragraph(sentences=(says, then)),), outcome)


def foreign(language: Language, strings: Catalogue) -> Draft:
    """Say in a language, and in English until somebody has checked it, that only English is answered."""
    english = () if language.reviewed else (Sentence(text=strings.say("answers.english_only", language=language.name)),)
    return Draft((Paragraph(sentences=(Sentence(text=language.says), *english)),), "declined")


def together(drafts: Sequence[Draft]) -> Draft:
    """Join the answers to several questions: nothing twice, one table, lists and the question back at the end."""
    blocks = one_table(block for draft in drafts for block in draft.blocks)
    last = [block for block in blocks if isinstance(block, QuestionBack)][:1]
    lists: dict[str, list[Sentence]] = {}
    for block in blocks:
        if isinstance(block, Checklist):
            lists.setdefault(block.heading, []).extend(block.items)
    said = [block for block in blocks if not isinstance(block, Checklist | QuestionBack)]
    checklists = [Checklist(heading=heading, items=tuple(dict.fromkeys(items))) for heading, items in lists.items()]
    outcomes = list(dict.fromkeys(draft.outcome for draft in drafts))
    follow_ups = dict.fromkeys(each for draft in drafts for each in draft.follow_ups)
    return Draft((*said, *checklists, *last), outcomes[0] if len(outcomes) == 1 else "partly", tuple(follow_ups))


def one_table(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks without repetitions, and of several tables the first."""
    kept: list[Block] = []
    for block in dict.fromkeys(blocks):
        if not (isinstance(block, TABLES) and any(isinstance(one, TABLES) for one in kept)):
            kept.append(block)
    return kept


def quoted(revision: Revision, span: Span) -> Quote:
    """Quote a span of a revision."""
    return revision.quote(span.start, span.end, span.section)
