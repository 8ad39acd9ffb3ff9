"""The turns that lead to a decision: gather the situation, compare, say what nobody asked, weigh what matters.

`decided` answers a message where it belongs to a decision, `by_hand` what was set beside the chat, `read_paper` a paper
that was added. All rest on one description of the situation (`deciding.described`).
"""

import re
from collections.abc import Callable
from dataclasses import replace

from bot import agreements
from bot.answering.composing import Draft
from bot.answering.situation import Situation
from bot.answering.understanding import ASKING
from bot.answering.wishes import Wish
from bot.benefits import summary
from bot.catalogue import Catalogue
from bot.costs.comparison import Comparison, compare
from bot.costs.situation import read_situation
from bot.deciding import asking, compared
from bot.deciding.brief import Brief
from bot.deciding.brief import brief as one_page
from bot.deciding.described import Described, described
from bot.deciding.inputs import changed
from bot.deciding.joining import joining
from bot.deciding.known import Known, PlanRead
from bot.deciding.papers import facts_of, told_by
from bot.deciding.priorities import priorities
from bot.deciding.result import by_cost, result, turned
from bot.deciding.side_by_side import side_by_side
from bot.deciding.state import ByHand, Decided, State, set_by_hand, weights_of
from bot.deciding.trade_offs import promises, trade_offs
from bot.deciding.what_if import what_if
from bot.deciding.worth_knowing import worth_knowing
from bot.errors import PlaintermsError, RefusedError, UnknownError
from bot.parts import Heard, Parts, Question
from bot.vocabulary import Block, Checklist, ComparisonBlock, Paragraph, Revision, Sentence, Understood

__all__ = [
    "COUNTING",
    "Brief",
    "ByHand",
    "Decided",
    "State",
    "brief",
    "by_hand",
    "clearly_asked",
    "decided",
    "facts_of",
    "read_paper",
    "set_by_hand",
]

ASKED_INSIDE = re.compile(r"[:;,.!] (?:and |so |but )?(?:how|what|when|where|who|why|which|can|does|do|is|will)\b")
COUNTING = frozenset(["worth_it", "compare"])  # topics that a comparison answers
CLEARLY, SOON = 0.5, 0.3  # a topic's score: of what is only told, and of a question or of what is to be declined
ASIDE = frozenset(["family", "what_is", "greeting", "thanks", "off_topic", "insurance_use", "enrolling", "fee"])
TOLD = frozenset(["medicare_medicaid", "hsa_tax", "not_insurance_statement"])  # which telling of oneself brushes too
"""Topics that a message which tells of one's situation only brushes."""


def decided(question: Question, heard: Heard, parts: Parts) -> Decided | None:
    """Answer a message where it belongs to a decision; None where it does not."""
    state = State.of(question.conversation.memory)
    wishes = parts.library.wishes.of(question.message)
    if "anew" in wishes:
        state = State(on=True)
    if "evidence" in wishes and not heard.told.now.facts:
        return None
    if not state.on:
        wishes -= {"again", "brief", "sides"}
    if not belongs(heard, state, wishes, parts):
        return None
    known = known_of(question, heard, parts)
    if "matters" in wishes and asking.missing(known)[:1] == ("membership",):
        draft = Draft((steps(parts.library.strings), asking.question("membership", known)), "clarify")
        return Decided(draft, replace(state, waiting=asking.FIELDS["membership"], on=True))
    if "matters" in wishes and known.agreements:
        state = replace(state, asked=(*state.asked, *asking.NEEDED))  # what matters can be weighed before any number
    return asked_or(known, state, lambda: of_wishes(known, state, wishes))


def asked_or(known: Known, state: State, answer: Callable[[], Decided]) -> Decided:
    """Ask what is needed before the first comparison, or answer; say what cannot be worked out."""
    ask = None if state.compared else asking.next_question(known, state.asked)
    try:
        if ask is not None:
            draft = Draft((*understood_so_far(known), asking.question(ask, known)), "clarify")
            return Decided(draft, replace(state, asked=(*state.asked, ask), waiting=asking.FIELDS[ask], on=True))
        return answer()
    except (RefusedError, UnknownError) as error:
        return Decided(refused(error, known.library.strings), state)


def refused(error: PlaintermsError, strings: Catalogue) -> Draft:
    """Say why something cannot be worked out."""
    return Draft((Paragraph(sentences=(Sentence(text=strings.say("deciding.refused", why=str(error))),)),), "clarify")


def belongs(heard: Heard, state: State, wishes: frozenset[Wish], parts: Parts) -> bool:
    """Whether a message belongs to a decision: it asks for one, answers our question, or tells what changes it."""
    now, asked = heard.told.now, clearly_asked(heard, parts)
    if state.compared and heard.reading.leans_on and heard.subject.mentioned and not (now.facts or asked):
        return True  # "and Harbor Lane?"
    if wishes or (COUNTING & set(heard.reading.topics) and (heard.subject.agreements or heard.told.situation.facts)):
        return True
    if state.waiting:
        return bool(now.facts or now.asked_about or now.declined) or not asked
    told = now.facts or (state.on and now.asked_about)
    begun = state.on or (heard.subject.agreements and not is_question(heard))
    return says_much(now) or bool(begun and told and not asked)


def clearly_asked(heard: Heard, parts: Parts) -> tuple[str, ...]:
    """Return the topics that a message clearly asks about beside the decision itself; what is to be declined counts soon."""
    scores, known, question = heard.reading.scores, parts.library.topics, is_question(heard)
    aside = COUNTING | (ASIDE if question else ASIDE | TOLD)
    return tuple(
        one
        for one in heard.reading.topics
        if one not in aside
        and scores.get(one, 0) >= (SOON if question or known[one].outcome == "declined" else CLEARLY)
    )


def is_question(heard: Heard) -> bool:
    """Whether a message asks something, at its beginning or behind a pause."""
    return bool(ASKING.search(heard.reading.text) or ASKED_INSIDE.search(heard.reading.text))


def says_much(told: Situation) -> bool:
    """Whether a message tells of so much that it is a situation: insurance or a fee, and somebody."""
    kinds = {fact.field.split(".")[0].rstrip("2") for fact in told.facts}
    limits = [
        fact for fact in told.facts if fact.field.startswith("insurance.") and not isinstance(fact.value, bool | str)
    ]
    return (
        len(limits) > 1
        or len(kinds & {"insurance", "retainers", "members", "coverage", "children", "adults", "household"}) > 1
    )


def known_of(question: Question, heard: Heard, parts: Parts) -> Known:
    """Return what is known to decide on."""
    read = (
        PlanRead(one, summary.read(one.content)) for one in reversed(heard.subject.beside) if one.kind == "benefits"
    )
    return Known(
        told=heard.told.situation,
        agreements=tuple(agreements.agreements(heard.subject, parts)),
        plans=tuple(read),
        practices=parts.library.practices,
        library=parts.library,
        on=question.on,
        supposed=heard.told.now.asked_about,
    )


def understood_so_far(known: Known) -> tuple[Block, ...]:
    """Show what was understood so far, where there is something."""
    said = tuple(one for one in described(known).inputs if one.given in ("said", "document") and one.value is not None)
    heading = known.library.strings.say("deciding.understood.so_far")
    return (Understood(heading=heading, note="", inputs=said),) if said else ()


def of_wishes(known: Known, state: State, wishes: frozenset[Wish]) -> Decided:
    """Bring what is asked for: what matters, who should join, agreements side by side, or the comparison."""
    strings, told = known.library.strings, described(known)
    found = costs(told, known)
    told = by_cost(found, told)
    after, follow = replace(state, waiting=(), compared=True, on=True), follow_ups(told, wishes, strings)
    if "matters" in wishes and (weighed := priorities(known, told, found, state.weights)):
        intro = Paragraph(sentences=(Sentence(text=strings.say("deciding.matters.intro")),))
        draft = Draft((intro, weighed, steps(strings)), "answered", follow)
        return Decided(draft, replace(after, compared=state.compared))
    if "brief" in wishes:
        page = one_page(known, told, found, state)
        intro = Paragraph(sentences=(Sentence(text=strings.say("deciding.brief.here")),))
        return Decided(Draft((intro, *page.draft.blocks), "answered", follow), after)
    if "joining" in wishes and (who := joining(known, told)):
        return Decided(Draft(who, "answered", follow), after)
    tried = known.supposed and state.compared
    blocks = supposing(known, told, found) if tried else whole(known, told, found, state)
    beside = side_by_side(known)
    kind = asking.kind_of_plan(known)
    return Decided(Draft((*blocks, *(one for one in (beside, kind) if one)), "answered", follow), after)


def steps(strings: Catalogue) -> Checklist:
    """Return the steps in which one can decide."""
    items = strings.find("deciding.matters.steps.items").values()
    return Checklist(
        heading=strings.say("deciding.matters.steps.heading"), items=tuple(Sentence(text=text) for text in items)
    )


def costs(told: Described, known: Known) -> Comparison:
    """Compare what was described; where a figure of the next year is not known yet, at this year's."""
    try:
        return compare(read_situation(told.situation), known.library.grounds)
    except UnknownError:
        if told.situation["plan_year"] == known.on.year:
            raise
        told.situation["plan_year"] = known.on.year
        return compare(read_situation(told.situation), known.library.grounds)


def whole(known: Known, told: Described, found: Comparison, state: State) -> tuple[Block, ...]:
    """Return a whole comparison: the result first, then what it rests on, the table, what if, get and give up, the rest."""
    strings = known.library.strings
    table = with_access(compared.block(found, told, strings), told, strings)
    blocks = (
        Paragraph(sentences=tuple(Sentence(text=text) for text in result(found, told, strings))),
        Understood(
            heading=strings.say("deciding.understood.heading"),
            note=strings.say("deciding.understood.note"),
            inputs=told.inputs,
        ),
        table,
        what_if(known, told, found),
        trade_offs(found, told, table.options, strings),
        worth_knowing(known, told),
        priorities(known, told, found, state.weights) if state.matters else None,
    )
    return tuple(block for block in blocks if block is not None)


def supposing(known: Known, told: Described, found: Comparison) -> tuple[Block, ...]:
    """Return what is only supposed: what it comes to, what it turns round, and the table."""
    strings = known.library.strings
    before = replace(known, supposed=())
    flipped = turned(costs(described(before), before), found, told, strings)
    control = what_if(known, told, found, flipped)
    tried = {fact.field for fact in known.supposed}
    shown = "; ".join(f"{one.label}: {one.shown}" for one in told.inputs if one.field in tried)
    texts = (control.says, flipped, strings.say("deciding.supposing", what=shown) if shown else "")
    said = Paragraph(sentences=tuple(Sentence(text=text) for text in texts if text))
    return said, with_access(compared.block(found, told, strings), told, strings), control


def with_access(block: ComparisonBlock, told: Described, strings: Catalogue) -> ComparisonBlock:
    """Put what agreements promise of access, quoted, beside the options that join them."""
    said = {one.id: tuple(promises(one, strings)) for one in told.memberships}
    rows = []
    for row in block.options:
        joined = set(row.id.split("+")) & set(said)
        rows.append(row.model_copy(update={"access": said[joined.pop()] if joined else ()}))
    return block.model_copy(update={"options": tuple(rows)})


def follow_ups(told: Described, wishes: frozenset[Wish], strings: Catalogue) -> tuple[str, ...]:
    """Offer what goes on from a comparison."""
    member = bool(told.memberships)
    offered = {"matters": member, "joining": member and len(told.household) > 1, "months": member, "ask": True}
    return tuple(strings.say(f"deciding.next.{name}") for name, fits in offered.items() if fits and name not in wishes)


def by_hand(settings: ByHand, question: Question, heard: Heard, parts: Parts) -> Decided:
    """Work the comparison out anew with what was set by hand; what is to be kept stands among what was told already.

    Raises RefusedError for what cannot be set or worked out.
    """
    known, state = known_of(question, heard, parts), State.of(question.conversation.memory)
    if settings.matters:
        state = replace(state, matters=weights_of(settings.matters))
        told = described(known)
        found = costs(told, known)
        told = by_cost(found, told)
        weighed = priorities(known, told, found, state.weights)
        if weighed is None:
            raise RefusedError(parts.library.strings.say("deciding.result.nothing"))
        return Decided(
            Draft((weighed,), "answered", follow_ups(told, frozenset(["matters"]), parts.library.strings)), state
        )
    if settings.keep:
        return of_wishes(known, state, frozenset(["compare"]))
    tried = known.supposing(*changed(settings.changes))
    told = described(tried)
    found = costs(told, tried)
    return Decided(Draft(supposing(tried, by_cost(found, told), found), "answered"), state)


def read_paper(revision: Revision, question: Question, heard: Heard, parts: Parts) -> Decided:
    """Say what was read in a paper, then go on with the decision: the next question, or the comparison with it."""
    known, state = known_of(question, heard, parts), State.of(question.conversation.memory)
    told = told_by(revision, parts.library.strings, question.on)
    if revision.kind == "letter" and not state.compared:
        return Decided(replace(told, follow_ups=(parts.library.strings.say("deciding.next.worth"),)), state)
    after = asked_or(known, state, lambda: of_wishes(known, state, frozenset(["compare"])))
    return Decided(Draft((*told.blocks, *after.draft.blocks), "answered", after.draft.follow_ups), after.state)


def brief(question: Question, heard: Heard, parts: Parts) -> Brief:
    """Return the decision on one page. Raises RefusedError where there is nothing to put on it yet."""
    known, state = known_of(question, heard, parts), State.of(question.conversation.memory)
    if asking.missing(known) and not state.compared:
        raise RefusedError(parts.library.strings.say("deciding.brief.nothing"))
    told = described(known)
    found = costs(told, known)
    return one_page(known, by_cost(found, told), found, state)
