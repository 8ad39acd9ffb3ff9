"""Where two documents of one practice disagree, as data with plain sentences and both quotes."""

from collections.abc import Sequence
from typing import Any

from bot.answering.changes import document, said, term_side
from bot.catalogue import Catalogue
from bot.vocabulary import Contradiction


def disagreements(found: Sequence[Contradiction], strings: Catalogue) -> list[dict[str, Any]]:
    """Return each contradiction: what either document says, which is the harder on a patient, what to do about it."""
    return [row(contradiction, strings) for contradiction in found]


def row(contradiction: Contradiction, strings: Catalogue) -> dict[str, Any]:
    """Return one contradiction; `stricter` is "one", "other" or null."""
    one, other = contradiction.one, contradiction.other
    label = strings.say(f"terms.{contradiction.field}.label")
    sentence = strings.say(
        "changes.disagree.say",
        label=label,
        one_title=one.revision.title,
        other_title=other.revision.title,
        one=said(one.term, strings),
        other=said(other.term, strings),
    )
    stricter = None if contradiction.stricter is None else (one, other)[contradiction.stricter]
    advice = (
        strings.say("changes.disagree.stricter", title=stricter.revision.title)
        if stricter
        else strings.say("changes.disagree.unknown")
    )
    return {
        "field": contradiction.field,
        "label": label,
        "say": f"{sentence} {advice}",
        "stricter": None if contradiction.stricter is None else ("one", "other")[contradiction.stricter],
        "one": {**document(one.revision), **term_side(one.revision, one.term, strings)},
        "other": {**document(other.revision), **term_side(other.revision, other.term, strings)},
    }
