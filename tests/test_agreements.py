"""Answers from whole agreements: the catch, what leaving costs, all that they say, and the fields beside the terms."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from bot.bootstrap import Plainterms, build
from bot.settings import Settings
from bot.vocabulary import Answer, Block, ExitTimeline, LockIn, Paragraph, QuestionBack, TermSheetBlock

TODAY = date(2026, 11, 21)
QUARTERLY = """Fern Hill Membership Agreement

1. Fees. The membership fee is $300 per quarter for each adult, paid in advance.

2. Term. The initial term is twelve (12) months. It renews for successive one-year terms.

3. Leaving. You may cancel by giving 60 days' written notice. Fees that have been paid are not refundable.
If you leave before the term is over, the remaining balance of the year's fees is due.

4. Visits. An office visit is scheduled for 40 minutes. House calls are not offered.

5. Disputes. Any dispute shall be settled by binding arbitration, and you waive a jury trial.

6. This membership is not health insurance.
"""
SHORT = """Oak Lane Family Practice Membership

1. Fees. The membership fee is $75 per month for each adult.

2. Leaving. You may cancel your membership at any time by giving us 30 days' written notice.
There is no charge for leaving.

3. This is not insurance. This membership is not health insurance.
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plainterms]:
    """Build the whole program once, warm, in a folder of its own."""
    folder = tmp_path_factory.mktemp("program")
    settings = Settings(
        records=f"sqlite:///{folder}/records.db", vectors=f"chroma:{folder}/vectors", cache=folder / "cache"
    )
    opened = build(settings)
    opened.warm()
    yield opened
    opened.close()


def talk(program: Plainterms, *messages: str, practice: str | None = None, text: str = "") -> list[Answer]:
    """Ask one message after the other in a new conversation, which may have an agreement of its own."""
    conversation = program.records.open_conversation(practice, keep=False)
    if text:
        content = program.read_agreement(text.encode(), "mine.txt")
        program.add_agreement(content, text.encode(), "mine.txt", conversation)
    answers = []
    for message in messages:
        conversation = program.records.conversation(conversation.id, None, trusted=True)
        answers.append(program.ask(message, conversation, practice, TODAY))
    return answers


def tables(answer: Answer) -> list[Block]:
    """Return the tables of an answer."""
    return [block for block in answer.blocks if isinstance(block, ExitTimeline | TermSheetBlock)]


def exact(program: Plainterms, answer: Answer) -> bool:
    """Whether every quote stands at its offsets, and the text has a mark for each and no other."""
    own = {one.document: answer.conversation_id for one in answer.citations if one.document.startswith("upload-")}
    kept = (
        program.records.revision(one.document, one.revision, own.get(one.document)).content.text
        for one in answer.citations
    )
    pairs = zip(answer.citations, kept, strict=True)
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)}
    right = all(one.quote == text[one.start : one.end] for one, text in pairs)
    return right and marks == {one.id for one in answer.citations} and answer.meta.dropped == 0


@pytest.mark.parametrize("message", ["what's the catch", "anything in the fine print before I sign?", "any red flags?"])
def test_the_catch_names_each_kind_of_clause_once(program: Plainterms, message: str) -> None:
    """The gravest first, each with its clause; the slighter ones by name alone in the text."""
    [answer] = talk(program, message, practice="juniper-street")
    [lock_in] = [block for block in answer.blocks if isinstance(block, LockIn)]
    labels = [item.label for item in lock_in.items]
    slight = [item for item in lock_in.items if item.severity == "low"]
    assert lock_in.items[0].severity == "high"
    assert len(labels) == len(set(labels))
    assert all(item.sentence.citations for item in lock_in.items)
    assert (len(tables(answer)), exact(program, answer)) == (1, True)

    assert f"There are {len(slight)} slighter points as well: {slight[0].label}" in answer.text
    assert slight[0].sentence.text not in answer.text


def test_the_catch_has_no_table_of_what_leaving_costs_where_it_costs_nothing(program: Plainterms) -> None:
    """A table of nothing says nothing."""
    [answer] = talk(program, "what is the catch?", text=SHORT)

    assert tables(answer) == []


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            "what would I owe if I leave after 4 months",
            "after 4 months that you paid, it costs $680. 12 − 4 = 8 months",
        ),
        ("what do I owe if I leave in month 7?", "after 7 months that you paid, it costs $425."),
        ("I join in January and leave in April, what do I owe", "after 3 months that you paid, it costs $765."),
        ("what does it cost to leave at the end of the year", "after 12 months that you paid, it costs nothing."),
    ],
)
def test_what_leaving_in_a_month_costs_comes_first(program: Plainterms, message: str, said: str) -> None:
    """In a sentence, with how it is worked out and the clauses that it rests on, and no table."""
    [answer] = talk(program, message, practice="juniper-street")
    first = answer.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.sentences[-1].citations

    assert (said in answer.text.partition("\n")[0], tables(answer), exact(program, answer)) == (True, [], True)


def test_without_a_month_leaving_has_one_table(program: Plainterms) -> None:
    """Below the clauses, above what to do; months that cost the same stand in one row."""
    [answer] = talk(program, "what do I owe if I leave early?", practice="juniper-street")
    kinds = [block.kind for block in answer.blocks]
    [table] = tables(answer)
    assert isinstance(table, ExitTimeline)
    assert (table.rows[0].says, table.rows[-1].first, table.rows[-1].last) == ("$935", 12, 13)

    assert kinds.index("paragraph") < kinds.index("exit_timeline") < kinds.index("checklist")
    assert "| After month | It costs | How it is worked out |" in answer.text


def test_what_repeats_itself_every_quarter_is_shown_once(program: Plainterms) -> None:
    """Where one pays by the quarter and may lose the rest of it, three rows tell all."""
    bound = "The initial term is twelve (12) months. It renews for successive one-year terms."
    balance = "If you leave before the term is over, the remaining balance of the year's fees is due."
    free = QUARTERLY.replace(bound, "There is no minimum term.").replace(balance, "")
    [answer] = talk(program, "what do I owe if I leave early?", text=free)
    [table] = tables(answer)

    assert isinstance(table, ExitTimeline)
    assert ([row.first for row in table.rows], "goes on in the same way" in answer.text) == ([1, 2, 3], True)


def test_of_several_agreements_leaving_is_said_in_short(program: Plainterms) -> None:
    """Two tables could not be compared."""
    [answer] = talk(program, "what's the catch at Juniper Street and at Harbor Lane?")

    assert (tables(answer), answer.text.count("In the first year, leaving costs most after month")) == ([], 2)
    assert exact(program, answer)


def test_a_month_is_still_meant_at_another_practice(program: Plainterms) -> None:
    """“And at Juniper Street?” asks for the same month there."""
    *_, answer = talk(program, "what would I owe after 4 months", "and at Juniper Street?", practice="harbor-lane")

    assert "after 4 months that you paid, it costs $680" in answer.text


def test_a_summary_says_every_term_once_with_its_clause(program: Plainterms) -> None:
    """Contradictions first; what is left open by name; the lists of services once."""
    [answer] = talk(program, "summarise this agreement for me", text=QUARTERLY)
    [sheet] = tables(answer)
    assert isinstance(sheet, TermSheetBlock)
    assert all(bool(row.sentence.citations) == (row.state != "silent") for row in sheet.rows)
    assert ([block.kind for block in answer.blocks], exact(program, answer)) == (["term_sheet"], True)

    assert "It says nothing about: " in answer.text
    assert "does not say" not in answer.text


def test_a_summary_of_two_is_one_table_side_by_side(program: Plainterms) -> None:
    """Each important term of both, one below the other."""
    [answer] = talk(program, "summarize both Harbor Lane and Juniper Street")
    [sheet] = tables(answer)

    assert isinstance(sheet, TermSheetBlock)
    assert [row.label.partition(" – ")[0] for row in sheet.rows[:2]] == ["Membership fee", "Membership fee"]
    assert (sheet.rows[0].label != sheet.rows[1].label, exact(program, answer)) == (True, True)


@pytest.mark.parametrize(
    "message", ["summarize it. what's the catch?", "what's the catch, and what do I owe if I leave?"]
)
def test_there_are_never_two_tables(program: Plainterms, message: str) -> None:
    """Whatever is asked for together."""
    [answer] = talk(program, message, practice="juniper-street")

    assert len(tables(answer)) == 1


@pytest.mark.parametrize(
    ("message", "first"),
    [
        ("how long are visits", "A visit lasts about 40 minutes."),
        ("do they make house calls?", "The doctor does not make home visits."),
        ("do I have to go to arbitration", "A dispute goes to an arbitrator, not to a judge or jury."),
    ],
)
def test_a_field_is_stated_where_the_question_is_about_it(program: Plainterms, message: str, first: str) -> None:
    """That one, first of all, and no other of its topic."""
    [answer] = talk(program, message, text=QUARTERLY)
    block = answer.blocks[0]
    own = [one for one in answer.blocks if isinstance(one, Paragraph) and one.quotes]

    assert isinstance(block, Paragraph)
    assert (block.sentences[0].text, len(own), exact(program, answer)) == (first, 1, True)


@pytest.mark.parametrize("message", ["is a flu shot included", "can I text my doctor", "what if the doctor retires"])
def test_a_question_about_something_else_is_answered_from_its_clauses(program: Plainterms, message: str) -> None:
    """A list of services is no answer to a question about one."""
    [answer] = talk(program, message, practice="juniper-street")

    assert "The agreement says this about it." in answer.text


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("is arbitration in there?", "The agreement does not say that disputes go to arbitration."),
        ("do they do video visits", "The agreement does not say whether you can have visits by video or phone."),
    ],
)
def test_a_silent_agreement_is_said_to_be_silent(program: Plainterms, message: str, words: str) -> None:
    """With what to ask, and without clauses about something else."""
    [answer] = talk(program, message, text=SHORT)

    assert (answer.outcome, words in answer.text, "Ask before you sign" in answer.text) == ("silent", True, True)
    assert not [one for one in answer.citations if one.title == "mine.txt"]


def test_whether_one_can_sue_is_declined_beside_what_the_agreement_says(program: Plainterms) -> None:
    """No verdict; the clause once; nobody is asked which agreement it is when one is open."""
    [answer] = talk(program, "can I sue them", text=QUARTERLY)

    assert answer.outcome == "declined"
    assert answer.text.count("A dispute goes to an arbitrator") == 1
    assert not any(isinstance(block, QuestionBack) for block in answer.blocks)


@pytest.mark.parametrize(
    ("message", "explainer"),
    [
        ("do I have to go to arbitration", "arbitration-and-disputes"),
        ("what does the practice promise", "when-a-practice-falls-short"),
        ("what's the catch", "downsides"),
        ("what should I look at before I sign", "before-you-sign"),
        ("summarise the agreement for me", "reading-an-agreement"),
    ],
)
def test_without_an_agreement_explainers_answer(program: Plainterms, message: str, explainer: str) -> None:
    """What holds in general; nothing is stated of an agreement."""
    [answer] = talk(program, message)

    assert f"explainer-{explainer}" in {one.document for one in answer.citations}
    assert {one.document.partition("-")[0] for one in answer.citations} == {"explainer"}


@pytest.mark.parametrize("message", ["what's the catch", "summarise it"])
def test_what_needs_an_agreement_asks_for_one(program: Plainterms, message: str) -> None:
    """Below what can be said without it."""
    [answer] = talk(program, message)

    assert isinstance(answer.blocks[-1], QuestionBack)


def test_a_whole_agreement_is_not_told_twice(program: Plainterms) -> None:
    """“And for my kids?” after the catch asks about children alone."""
    *_, answer = talk(program, "what's the catch", "and for my kids?", practice="harbor-lane")

    assert not any(isinstance(block, LockIn | ExitTimeline) for block in answer.blocks)


def test_another_agreement_that_is_not_there_is_asked_for(program: Plainterms) -> None:
    """“What about the other one?” where only one was spoken of."""
    *_, answer = talk(program, "how much is it", "what about the other one?", practice="harbor-lane")

    assert [block.kind for block in answer.blocks] == ["question"]


# Health savings accounts

DEAR = """Fern Hill Membership

1. Fees. The membership fee is $190 per month for each adult.

2. Whether the fee may be paid from a health savings account is a question for your tax adviser.
"""


@pytest.mark.parametrize(
    "message",
    [
        "will my hsa pay for it",
        "can I use my HSA card here?",
        "is this ok with my health savings account",
        "h.s.a. eligible or not",
        "if I join can I still put money in my HSA",
        "does the fee fit under the hsa limit",
        "hsa??",
        "would this membership ruin my hsa",
        "can both of us pay from our HSAs",
        "health savings acct - does it work with this",
    ],
)
def test_a_question_about_an_hsa_is_answered_from_the_agreement_by_the_rule(program: Plainterms, message: str) -> None:
    """What the check comes to with its clauses, the limit, the agreement's own words, and the explainer."""
    [answer] = talk(program, message, text=DEAR)
    quotes = " ".join(citation.quote for citation in answer.citations)

    assert "falls outside the tax rule for health savings accounts" in answer.text
    assert "The limit is $150 a month for one person." in answer.text
    assert "That is above the limit of $150." in answer.text
    assert "The membership fee is $190 per month for each adult." in quotes
    assert "Whether the fee may be paid from a health savings account" in quotes
    assert any(citation.document.startswith("explainer-hsa") for citation in answer.citations)


def test_what_is_not_about_an_hsa_is_looked_for_in_the_agreement(program: Plainterms) -> None:
    """An FSA or a tax return has another rule."""
    [answer] = talk(program, "can I write it off on my taxes", text=DEAR)

    assert "tax rule for health savings accounts" not in answer.text


@pytest.mark.parametrize("message", ["so is clause 7.2 even legal??", "and is para 3(b) binding", "is section 5 void"])
def test_a_verdict_on_a_clause_is_declined_whatever_was_asked_before(program: Plainterms, message: str) -> None:
    """The question of the turn before is not answered again in its place."""
    *_, answer = talk(program, "what is the catch", message, practice="harbor-lane")

    assert "declined" == answer.outcome
    assert "I can't say whether one practice, fee or clause is lawful" in answer.text


def test_a_charge_on_a_condition_is_not_said_to_be_due_for_certain(program: Plainterms) -> None:
    """It is the most that leaving may cost, with the words that it hangs on."""
    [answer] = talk(program, "what do I owe if I leave after 5 months", practice="harbor-lane")

    assert "$0 to $1,470" in answer.text
    assert "“Where the Member pays by instalments and Section 7.2 applies”" in answer.text
