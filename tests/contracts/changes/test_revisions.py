"""Two revisions of an agreement: what changed in terms, traps and clauses, and what is never called mere wording."""

import re
import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contracts.changes.revisions import compare
from bot.contracts.termsheet import read
from bot.vocabulary import ClauseChange, Comparison, Document, Reading, Revision, Span, TermSheet

AGREEMENT = """Walnut Lane Direct Care Membership Agreement

1. Fees

1.1 The monthly membership fee is $80 for each adult.

1.2 An enrollment fee of $60 is due once, when you join.

1.3 We may change the membership fee with 45 days' written notice to you.

1.4 A late fee of $25 is due after ten days.

2. Term and leaving

2.1 The initial term of this agreement is twelve (12) months, and it renews automatically for further years.

2.2 You may cancel this agreement with thirty (30) days' written notice.

2.3 If you leave before the term is over, the remaining balance of the year's fees is due.

2.4 Membership fees are non-refundable.

2.5 If you leave and want to come back, you pay a rejoining fee of $90.

2.6 The practice may end this agreement with 60 days' written notice to you.

3. Care

3.1 Office visits last 40 minutes.

3.2 Visits by video are included in your membership.

3.3 Home visits are not offered.

3.4 Our doctor takes no more than 500 patients.

3.5 The practice keeps your records for seven years.

3.6 Copies of your records are sent within 10 days, as Section 2.2 says for letters.

3.7 The practice may not share your address with the landlord of the building.

4. Other

4.1 This agreement is not health insurance.

4.2 Disputes under this agreement are settled by binding arbitration.

4.3 Our physician has opted out of Medicare.

4.4 Please park in the green garage behind the house.
"""


def reading(text: str) -> Reading:
    """Read a text as a revision."""
    document = Document(text=text)
    return Reading(Revision("sha256:" + "0" * 64, "walnut", "Walnut Lane", "agreement", document), read(document))


def between(old: str, new: str) -> Comparison:
    """Compare two texts."""
    return compare(reading(old), reading(new))


def edited(old: str, new: str) -> str:
    """Replace words that stand once in the agreement."""
    assert AGREEMENT.count(old) == 1
    return AGREEMENT.replace(old, new)


def words(text: str, span: Span | None) -> str | None:
    """Return what a span quotes."""
    return text[span.start : span.end] if span else None


def clause(comparison: Comparison) -> ClauseChange:
    """Return the one change of a clause, where nothing else changed."""
    assert (comparison.terms, comparison.traps) == ((), ())
    (change,) = comparison.clauses
    return change


# Terms


@pytest.mark.parametrize(
    ("field", "old", "new", "before", "after"),
    [
        ("fee", "$80 for each", "$95 for each", 80, 95),
        ("enrollment_fee", "of $60 is due", "of $75 is due", 60, 75),
        ("price_change_notice_days", "45 days' written", "15 days' written", 45, 15),
        ("initial_term_months", "twelve (12) months", "six (6) months", 12, 6),
        ("auto_renews", "renews automatically for further years", "does not renew by itself", True, False),
        ("cancel_notice_days", "thirty (30) days'", "sixty (60) days'", 30, 60),
        (
            "refund_policy",
            "Membership fees are non-refundable.",
            "We refund unused membership fees.",
            "none",
            "prorated",
        ),
        ("practice_can_terminate_notice_days", "60 days' written", "10 days' written", 60, 10),
        ("visit_length", "last 40 minutes", "last 25 minutes", 40, 25),
        ("telemedicine", "are included in your membership", "cost $20 each", True, "extra_cost"),
        ("home_visits", "are not offered", "are included in the fee", False, True),
        ("panel_limit", "than 500 patients", "than 900 patients", 500, 900),
    ],
)
def test_a_field_that_changed_is_told_with_both_quotes(
    field: str, old: str, new: str, before: object, after: object
) -> None:
    """From what to what, and the words of each revision; the clause is not told a second time."""
    text = edited(old, new)
    comparison = between(AGREEMENT, text)
    change = {one.field: one for one in comparison.terms}[field]
    values = [term.value[0]["amount"] if field == "fee" else term.value for term in (change.before, change.after)]

    assert (change.field, change.shift, values) == (field, "changed", [before, after])
    assert old in (words(AGREEMENT, change.before.span) or "")
    assert new in (words(text, change.after.span) or "")
    assert comparison.clauses == ()


@pytest.mark.parametrize(
    ("field", "dropped"),
    [
        ("enrollment_fee", "1.2 An enrollment fee of $60 is due once, when you join.\n\n"),
        (
            "early_termination_fee",
            "2.3 If you leave before the term is over, the remaining balance of the year's fees is due.\n\n",
        ),
        ("refund_policy", "2.4 Membership fees are non-refundable.\n\n"),
        ("reenroll_fee_or_wait", "2.5 If you leave and want to come back, you pay a rejoining fee of $90.\n\n"),
        ("panel_limit", "3.4 Our doctor takes no more than 500 patients.\n\n"),
        ("not_insurance_statement", "4.1 This agreement is not health insurance.\n\n"),
        ("arbitration", "4.2 Disputes under this agreement are settled by binding arbitration.\n\n"),
        ("medicare_clause", "4.3 Our physician has opted out of Medicare.\n\n"),
    ],
)
def test_a_field_whose_clause_went_became_silent_and_the_other_way_round_stated(field: str, dropped: str) -> None:
    """It says what the words were; nothing stands in their place."""
    text = edited(dropped, "")
    went, came = between(AGREEMENT, text), between(text, AGREEMENT)

    assert (field, "became_silent", None) in [(one.field, one.shift, one.counterpart) for one in went.terms]
    assert (field, "became_stated", None) in [(one.field, one.shift, one.counterpart) for one in came.terms]
    assert not any(change.shift in ("added", "dropped") for change in (*went.clauses, *came.clauses))


def test_a_field_that_is_not_read_any_more_shows_what_stands_in_its_place() -> None:
    """Its clause was reworded beyond what the reader knows; that is not told as if the clause were gone."""
    text = edited("This agreement is not health insurance.", "This agreement is no help insurances.")
    (change,) = between(AGREEMENT, text).terms

    assert (change.field, change.shift) == ("not_insurance_statement", "became_silent")
    assert words(text, change.counterpart) == "4.1 This agreement is no help insurances."


def test_a_second_clause_that_says_otherwise_makes_a_conflict_and_without_it_the_term_is_settled() -> None:
    """What contradicts itself is neither the one nor the other value."""
    text = edited(
        "4. Other\n", "4. Other\n\n4.0 You may cancel this agreement with ninety (90) days' written notice.\n"
    )
    came, went = between(AGREEMENT, text), between(text, AGREEMENT)

    assert [(change.field, change.shift) for change in came.terms] == [("cancel_notice_days", "became_conflicting")]
    assert [(change.field, change.shift) for change in went.terms] == [("cancel_notice_days", "settled")]
    assert came.clauses == went.clauses == ()


def test_a_condition_that_came_is_a_change_of_its_term() -> None:
    """The value is the same, what limits it is not."""
    text = edited(
        "days' written notice.\n\n2.3", "days' written notice. However, this does not apply in the first year.\n\n2.3"
    )
    changes = {change.field: change.shift for change in between(AGREEMENT, text).terms}

    assert changes["cancel_notice_days"] == "conditions"


def test_a_field_that_only_one_sheet_knows_did_not_change() -> None:
    """A reader that knew fewer fields did not find them silent."""
    old, new = reading(AGREEMENT), reading(AGREEMENT)
    fewer = Reading(old.revision, TermSheet(old.sheet.terms[:3], old.sheet.traps))

    assert compare(fewer, new).is_empty


# Traps


def test_a_trap_that_came_or_went_is_told() -> None:
    """The clause of a trap is not told again as an added or dropped one."""
    clause_of_trap = "4.5 You hold the practice harmless and waive any claim against it.\n"
    came, went = between(AGREEMENT, AGREEMENT + clause_of_trap), between(AGREEMENT + clause_of_trap, AGREEMENT)

    assert [(change.shift, change.after and change.after.kind) for change in came.traps] == [
        ("appeared", "liability_waiver")
    ]
    assert [(change.shift, change.before and change.before.kind) for change in went.traps] == [
        ("went", "liability_waiver")
    ]
    assert came.clauses == went.clauses == ()


def test_the_words_of_a_trap_that_changed_are_told_with_what_they_can_mean() -> None:
    """A number in it is named."""
    changes = between(AGREEMENT, edited("with 60 days' written", "with 10 days' written")).traps

    assert ("practice_may_end", "reworded", ("number",)) in [
        (change.after and change.after.kind, change.shift, change.marks) for change in changes
    ]


def test_a_trap_in_other_capitals_and_wraps_is_the_same() -> None:
    """Shouting changes nothing."""
    text = edited("Membership fees are non-refundable.", "MEMBERSHIP FEES ARE\nNON-REFUNDABLE.")

    assert between(AGREEMENT, text).is_empty


# What is no change


@pytest.mark.parametrize(
    "text",
    [
        AGREEMENT,
        AGREEMENT.replace("'", "’"),
        AGREEMENT.replace("\n\n", "\n\n\n"),
        "\n\n".join(textwrap.fill(paragraph, 44) for paragraph in AGREEMENT.split("\n\n")),
        re.sub(
            r"(?m)^(\d\.\d )(.*)$",
            lambda line: line[1] + line[2].upper() if "records" in line[2] else line[0],
            AGREEMENT,
        ),
        AGREEMENT.replace("non-refundable", "nonrefundable"),
    ],
    ids=["identical", "quotes", "blank lines", "wrapped", "capitals", "hyphens"],
)
def test_a_text_that_only_looks_different_did_not_change(text: str) -> None:
    """Nothing is told of it."""
    assert between(AGREEMENT, text).is_empty


def test_new_numbers_are_no_change_nor_are_references_that_go_with_them() -> None:
    """Sections that moved down by one, and a reference to one of them."""
    text = re.sub(r"(?m)^(\d)(?=\.)", lambda number: str(int(number[1]) + 1), AGREEMENT).replace(
        "Section 2.2", "Section 3.2"
    )
    comparison = between(AGREEMENT, text)

    assert (comparison.terms, comparison.traps) == ((), ())
    assert {change.shift for change in comparison.clauses} == {"renumbered"}


def test_a_reference_that_points_elsewhere_while_the_sections_stay_is_a_number_that_changed() -> None:
    """The letter now goes by another rule."""
    change = clause(between(AGREEMENT, edited("as Section 2.2 says", "as Section 2.4 says")))

    assert (change.shift, change.marks) == ("number", ("reference",))


def test_sections_in_another_order_only_moved() -> None:
    """The smaller of two that changed places is told to have moved, as one."""
    parts = re.split(r"(?m)^(?=\d\. )", AGREEMENT)
    comparison = between(AGREEMENT, "".join([parts[0], parts[1], parts[3], parts[2], parts[4]]))

    assert (comparison.terms, comparison.traps) == ((), ())
    assert [change.shift for change in comparison.clauses] == ["moved"]
    assert comparison.clauses[0].count == 7


def test_one_sentence_made_of_two_is_none_dropped() -> None:
    """Only where sentences end is different."""
    text = edited(
        "The practice keeps your records for seven years.", "The practice keeps your records. For seven years."
    )

    assert between(AGREEMENT, text).is_empty


# Wording


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Please park in the green garage behind the house.",
            "Please park in the green garage, behind this house, please.",
        ),
        ("The practice keeps your records", "The clinic will keep your records"),
        ("Copies of your records are sent within 10 days", "Within ten (10) days, copies of your records will be sent"),
        ("Please park in the green garage", "Please park in the green garrage"),
        ("Home visits are not offered.", "We do not offer home visits."),
        ("twelve (12) months", "12 months"),
        ("This agreement is not health insurance.", "This contract isn't health insurance."),
    ],
)
def test_other_words_for_the_same_are_wording_only(old: str, new: str) -> None:
    """No term, no number, no duty, no party changed."""
    found = between(AGREEMENT, edited(old, new))

    assert found.terms == ()
    assert [change.shift for change in found.clauses] in (["wording"], [])
    assert all(change.marks == () for change in found.traps)
    assert not found.is_empty


def test_wording_says_which_unchanged_terms_are_quoted_from_it() -> None:
    """A person may want to look at these."""
    change = clause(between(AGREEMENT, edited("Home visits are not offered.", "We do not offer home visits.")))

    assert "home_visits" in change.fields


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sent within 10 days", "sent within 20 days"),
        ("for seven years", "for eleven years"),
        ("for seven years", "for a year"),
        ("in the green garage", "in the 2nd green garage"),
        ("in the green garage", "in 50% of the green garage"),
    ],
)
def test_a_number_that_no_field_reads_is_named(old: str, new: str) -> None:
    """It is never wording only."""
    change = clause(between(AGREEMENT, edited(old, new)))

    assert change.shift == "number"
    assert "number" in change.marks


@pytest.mark.parametrize(
    ("old", "new", "mark"),
    [
        ("may not share", "may share", "negation"),
        ("may not share", "shall not share", "duty"),
        ("The practice may not share your", "You may not share our", "party"),
        ("for seven years", "for seven months", "measure"),
        ("the landlord of the building", "the insurer of the building", "words"),
        ("your address with the landlord", "your landlord with the address", "order"),
        ("Please park", "Please do not park", "negation"),
        ("green garage", "green or blue garage", "words"),
    ],
)
def test_what_can_change_the_meaning_is_never_wording_only(old: str, new: str, mark: str) -> None:
    """Both are to be read, and why is said."""
    change = clause(between(AGREEMENT, edited(old, new)))

    assert change.shift == "meaning"
    assert mark in change.marks


def test_a_row_under_another_heading_may_mean_something_else() -> None:
    """The words are the same, what they are an item of is not."""
    old = "A list\n\nIncluded in the fee:\n\n- stitches\n- a walking cast\n\nNot included:\n\n- allergy shots\n"
    new = "A list\n\nIncluded in the fee:\n\n- stitches\n\nNot included:\n\n- a walking cast\n- allergy shots\n"
    changes = [(change.shift, change.marks, words(new, change.after)) for change in between(old, new).clauses]

    assert ("meaning", ("heading",), "- a walking cast") in changes


# Added and dropped


def test_a_clause_without_a_term_that_came_or_went_is_told() -> None:
    """With its words."""
    sentence = "3.8 Dogs wait outside the front door."
    text = edited("4. Other", sentence + "\n\n4. Other")
    came, went = clause(between(AGREEMENT, text)), clause(between(text, AGREEMENT))

    assert (came.shift, came.before, words(text, came.after)) == ("added", None, sentence)
    assert (went.shift, words(text, went.before), went.after) == ("dropped", sentence, None)


def test_a_footnote_that_limits_nothing_known_is_an_added_clause() -> None:
    """It stands behind everything."""
    note = "* The garage is closed on Sundays.\n"
    change = clause(between(AGREEMENT, AGREEMENT + "\n" + note))

    assert change.shift == "added"


def test_an_empty_text_has_lost_everything_and_two_empty_ones_are_the_same() -> None:
    """No text is no error."""
    lost = between(AGREEMENT, "")

    assert between("", "").is_empty
    assert lost.common == 0
    assert {change.shift for change in lost.terms} == {"became_silent"}
    assert {change.shift for change in lost.clauses} == {"dropped"}


def test_two_texts_that_have_nothing_to_do_with_each_other_have_little_in_common() -> None:
    """What the one says and the other says is told, but also that they may be no revisions."""
    other = "The lodge\n\nGuests bring towels. Breakfast begins at eight. Boats leave from the lower pier at noon.\n"
    found = between(AGREEMENT, other)

    assert found.common < 0.1
    assert {change.shift for change in found.clauses} <= {"added", "dropped"}


# What holds of all


SENTENCES = [line.split(" ", 1)[1] for line in AGREEMENT.splitlines() if re.match(r"\d\.\d ", line)] + [
    "You may cancel this agreement with ninety (90) days' written notice.",
    "The membership fee is $95 a month for an adult.",
    "You hold the practice harmless.",
    "Except in the first year, no fee is due.",
    "Copies cost $5.",
    "Copies cost $6.",
    "Not included",
    "- stitches",
]
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=9).map("\n\n".join)


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(TEXTS, st.text(max_size=120)))
def test_a_text_compared_with_itself_did_not_change(text: str) -> None:
    """However odd it is."""
    assert between(text, text).is_empty


@settings(max_examples=80, deadline=None)
@given(old=TEXTS, new=TEXTS)
def test_exchanged_revisions_exchange_from_and_to(old: str, new: str) -> None:
    """What came went, and what was said before is said now."""
    there, back = between(old, new), between(new, old)
    opposite = {"added": "dropped", "dropped": "added", "appeared": "went", "went": "appeared"}

    def told(found: Comparison, *, turned: bool) -> list[str]:
        rows: list[tuple[str, object, object]] = [("term", change.before, change.after) for change in found.terms]
        rows += [(change.shift, change.before, change.after) for change in found.traps]
        rows += [(change.shift, change.before, change.after) for change in found.clauses]
        if turned:
            rows = [(opposite.get(shift, shift), new, old) for shift, old, new in rows]
        return sorted(map(str, rows))

    assert told(there, turned=False) == told(back, turned=True)
    assert there.common == back.common


@settings(max_examples=60, deadline=None)
@given(old=TEXTS, new=TEXTS)
def test_every_quote_stands_in_its_text(old: str, new: str) -> None:
    """Never beyond its end, never empty."""
    found = between(old, new)
    quotes = [(old, change.before) for change in found.clauses] + [(new, change.after) for change in found.clauses]
    quotes += [(old, trap.before.span) for trap in found.traps if trap.before]
    quotes += [(new, trap.after.span) for trap in found.traps if trap.after]
    quotes += [
        (text, term.span) for change in found.terms for text, term in ((old, change.before), (new, change.after))
    ]

    assert all(0 <= span.start < span.end <= len(text) and words(text, span) for text, span in quotes if span)


def test_three_hundred_pages_are_compared_in_seconds() -> None:
    """The work grows with the length, not with its square, also where nothing is alike."""
    subjects = ["The practice", "The member", "A visit", "The record", "A letter", "The household"]
    deeds = ["is kept by", "is sent to", "is paid by", "is read by", "belongs to"]
    one = "\n\n".join(
        f"{subjects[n % 6]} number {n} {deeds[n % 5]} desk {n * 7 % 911} of the house." for n in range(6000)
    )
    other = "\n\n".join(
        f"On day {n} {deeds[n % 5]} garden {n * 3 % 797} nothing but rain and wind." for n in range(6000)
    )
    revisions = [
        (Revision("sha256:" + "0" * 64, "long", "Long", "agreement", Document(text=text)), TermSheet(()))
        for text in (one, other)
    ]
    began = time.perf_counter()
    found = compare(revisions[0], revisions[1])

    assert time.perf_counter() - began < 15
    assert len(found.clauses) > 6000
