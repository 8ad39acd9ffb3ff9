"""What is said beside an agreement: the explainer that a question asks for, and what the practice's own FAQ answers."""

from collections.abc import Sequence

from bot.answering import composing
from bot.answering.understanding import Reading
from bot.parts import Parts, Subject
from bot.retrieval.passages import searchable
from bot.retrieval.search import Hit
from bot.vocabulary import Block, Revision

# How clearly an explainer must be asked for: where a topic is clear, where none is, below an agreement's own words.
CLEAR, UNCLEAR, ASIDE = 0.15, 0.3, 0.5
WORDS = 0.03  # what each point of the keyword score of its nearest passage adds
KIN = 0.2  # what a clear topic adds that it may answer
CLOSE = 0.1  # to the best: from here the second best is shown as well
SECTIONS = 10  # more than any explainer has
WHOLE = 0.3  # the share that the whole message has in how one of its questions is read
# How near to the question a passage of a FAQ must be: a cosine, or a BM25 score where search is by keyword alone.
NEAR, WORDED = 0.5, 2.5
NEARER = 0.15  # a cosine above the nearest words of the agreement from which only the FAQ answers
SAME = 0.6  # a cosine from which the agreement speaks of the same thing as a passage of the FAQ


def explained(reading: Reading, subject: Subject, parts: Parts) -> list[Block]:
    """Return what the fitting explainers say; [] if none fits clearly."""
    return shown(chosen(reading, subject, parts), reading, subject, parts)


def beside(reading: Reading, subject: Subject, parts: Parts, *, found: bool) -> list[Block]:
    """Return what holds in general beside an agreement's words; where they were `found`, only what they cannot settle."""
    fitting = chosen(reading, subject, parts, ASIDE if found else UNCLEAR)
    general = [one for one in fitting if not (found and settled_by(one, parts) == "agreement")]
    return shown(general[:1], reading, subject, parts)


def shown(explainers: Sequence[Revision], reading: Reading, subject: Subject, parts: Parts) -> list[Block]:
    """Return how explainers begin; of a single one also the section that fits the question best."""
    leads = [(one, parts.records.passages(one)[0]) for one in explainers]
    if len(leads) == 1:
        [(explainer, lead)] = leads
        hits = parts.search(reading.text, explainers, len(parts.records.passages(explainer))).hits
        leads += [(explainer, hit.passage) for hit in hits if hit.passage != lead][:1]
    return composing.explained(leads, bool(subject.agreements), parts.library.strings)


def chosen(reading: Reading, subject: Subject, parts: Parts, clear: float | None = None) -> list[Revision]:
    """Choose the explainer whose readers ask as the question does, and a second one if it is close to call."""
    clear = clear or (CLEAR if reading.topics else UNCLEAR)
    asked = parts.explainers(reading.text)
    if reading.within:
        whole = parts.explainers(reading.within)
        asked = {name: asked[name] + WHOLE * whole[name] for name in parts.library.explainers}
    words: dict[str, float] = {}
    for hit in parts.search(reading.text, subject.explainers, len(subject.explainers) * SECTIONS).hits:
        words[hit.revision.document] = max(hit.keyword, words.get(hit.revision.document, 0))
    kin: dict[str, float] = {}
    for topic, documents in parts.library.kin.items():
        kin |= {name: max(reading.scores[topic], kin.get(name, 0)) for name in documents}
    scores = {
        one: asked[one.document] + WORDS * words.get(one.document, 0) + KIN * min(1, kin.get(one.document, 0))
        for one in subject.explainers
    }
    best = sorted(subject.explainers, key=lambda one: -scores[one])[:2]
    return [one for one in best if scores[one] >= max(clear, scores[best[0]] - CLOSE)]


def settled_by(explainer: Revision, parts: Parts) -> str | None:
    """Return what has the last word on an explainer's subject, where it is not the same for everybody."""
    return parts.library.explainers[explainer.document].settled_by


def from_faq(reading: Reading, subject: Subject, parts: Parts) -> Hit | None:
    """Return the passage of a practice's own FAQ that answers a question about its agreement; None if none does."""
    if subject.practice is None or {one.practice for one in subject.agreements} != {subject.practice.id}:
        return None
    for hit in parts.search(reading.text, subject.faqs, 1).hits:
        if hit.keyword >= WORDED if hit.meaning is None else hit.meaning >= NEAR:
            return hit
    return None


def outdoes(told: Hit, reading: Reading, agreement: Revision, parts: Parts) -> bool:
    """Whether only the FAQ answers a question: the agreement's nearest words are far off, and say no such thing."""
    if told.meaning is None:
        return False
    says = searchable(told.passage, told.revision)
    return (
        nearest_of(reading.text, agreement, parts) <= told.meaning - NEARER
        and nearest_of(says, agreement, parts) < SAME
    )


def nearest_of(text: str, agreement: Revision, parts: Parts) -> float:
    """Return the cosine of a text with the nearest words of an agreement."""
    return max((hit.meaning or 0 for hit in parts.search(text, [agreement]).hits), default=0)
