"""An agreement beside a person's other documents: what changed since an earlier text of it, and where others disagree."""

from collections.abc import Sequence
from typing import Any

from bot.answering.changes import changes
from bot.answering.disagreements import disagreements
from bot.catalogue import Catalogue
from bot.contracts.changes.contradictions import contradictions
from bot.contracts.changes.revisions import compare
from bot.vocabulary import Reading

ONE_AGREEMENT = 0.5  # of both texts: from so much in common on they are two texts of one agreement


def beside_others(reading: Reading, others: Sequence[Reading], strings: Catalogue) -> dict[str, Any]:
    """Return `changes` since other texts of the same agreement, and `contradictions` with other documents."""
    comparisons = [compare(other, reading) for other in others if other.revision.id != reading.revision.id]
    earlier = [one for one in comparisons if one.common >= ONE_AGREEMENT]
    known = {one.before.document for one in earlier}
    different = [other for other in others if other.revision.document not in known]
    found = contradictions([reading, *different]) if different else ()
    return {
        "changes": [changes(one, strings) for one in earlier],
        "contradictions": disagreements(
            [one for one in found if reading.revision in (one.one.revision, one.other.revision)], strings
        ),
    }
