"""What a question is about: the topics that it leans on, and the agreements that are meant."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.answering.understanding import NAMED, Before, Reading
from bot.errors import UnknownError
from bot.parts import Parts, Question, Subject
from bot.vocabulary import Practice, Revision

SHORT = 4  # words of a message that says little by itself: "why?", "what does that mean"
WHOLE = frozenset(["catch", "summary"])  # answers about a whole agreement, which nobody asks for twice
TITLED = 3  # letters: longer words of a title begin with a capital
FILLER = (
    r"\b(?:and|or|but|so|then|ask|tell me|about|at|for|with|of|in|what|how|the|practice|same|question"
    r"|no|not|nope|wait|sorry|oops|actually|rather|instead|i|am|mean|meant|asking|asked|one|please)\b"
)
THE_OTHER = re.compile(r"\bthe other (?:one|practice|plan|doctor|membership|agreement|place)?\b")
BOTH = re.compile(
    r"\b(?:both|either|each|the two|between (?:them|the two))\b(?! (?:my|of my|parents|kids|adults|spouses))"
)
PLACES = (
    re.compile(
        r"\bthe (?:first|1st|former)(?: one| practice| plan)?\b(?! (?:month|year|visit|payment|time|day|three|six))"
    ),
    re.compile(r"\bthe (?:second|2nd|latter)(?: one| practice| plan)?\b(?! (?:month|year|visit|payment|time|day))"),
)
ELLIPTIC = re.compile(
    r"^\W*(?:and|but|so|ok|okay|then|also|or|what about|how about|is that|is it|does (?:that|it)|what if)\b"
)


def in_context(reading: Reading, question: Question, parts: Parts) -> Reading:
    """Give a message that leans on the one before it ("and if I leave early?") the topics of that one."""
    topics = tuple(question.conversation.memory.get("topics", ()))
    before = tuple(topic for topic in topics if parts.library.topics[topic].answer != "compare") or topics
    about = " ".join((reading.text, *(parts.library.topics[topic].about for topic in before)))
    kept = question.conversation.memory
    last = Before(tuple(kept.get("fields", ())), tuple(kept.get("months", ())))
    if before and (only_names(reading.text, parts.library.practices) or only_points(reading.text)):
        return replace(reading, topics=before, text=about, leans_on=last)
    elliptic = ELLIPTIC.match(reading.text)
    plans = tuple(topic for topic in reading.topics if parts.library.topics[topic].answer != "say")
    if elliptic and plans and all(parts.library.topics[topic].leans for topic in plans):
        again = tuple(topic for topic in before[:1] if parts.library.topics[topic].answer not in WHOLE)
        text = about if again else reading.text
        return replace(reading, topics=tuple(dict.fromkeys((*again, *plans))), text=text, leans_on=last)
    clear = reading.topics and reading.scores[reading.topics[0]] >= NAMED
    leans = elliptic or len(reading.text.split()) <= SHORT or named(reading.text, parts.library.practices)
    if clear or plans or not before or not leans:
        return reading
    return replace(reading, topics=before, text=about, leans_on=last)


def subject_of(question: Question, reading: Reading, parts: Parts) -> Subject:
    """Find the agreements that a question is about: named in it, newly picked, spoken of before, or added."""
    practices = {practice.id: practice for practice in parts.library.practices}
    picked = question.practice or question.conversation.practice
    if picked and picked not in practices:
        known = ", ".join(sorted(practices))
        raise UnknownError(f"There is no practice {picked!r}. These are known: {known}.")
    published = parts.published()
    added = parts.records.uploads(question.conversation.id)
    uploads = [one for one in added if one.kind == "agreement"]
    by_practice = {one.practice: one for one in published if one.practice in practices and is_main(one, practices)}
    by_name = {one.document: one for one in (*published, *uploads)}
    remembered, spoken = (
        [by_name[name] for name in question.conversation.memory.get(kept, ()) if name in by_name]
        for kept in ("subject", "spoken")
    )
    mentioned = [by_practice[one.id] for one in named(reading.text, practices.values()) if one.id in by_practice]
    asked_of = [one for one in mentioned if one.practice and named(last_part(reading.text), [practices[one.practice]])]
    before = question.conversation.memory.get("picked", question.conversation.practice)
    newly = question.practice if question.practice != before else None
    at_hand = [by_practice[picked]] if picked in by_practice else []
    fresh = [by_practice[newly]] if newly in by_practice else []
    pointed = pointed_at(reading.text, spoken, remembered)
    if "compare" in reading.topics and not pointed:
        chosen = mentioned if len(mentioned) > 1 else [*mentioned, *spoken, *uploads, *at_hand]
    else:
        chosen = asked_of or mentioned or fresh or pointed or remembered or list(uploads[:1]) or at_hand
    agreements = tuple(dict.fromkeys(chosen if "compare" in reading.topics else with_others(chosen, published), None))
    owners = {one.practice for one in agreements if one.practice}
    owner = practices[owners.pop()] if len(owners) == 1 else practices.get(picked or "")
    return Subject(
        agreements,
        owner,
        tuple(one for one in published if one.kind == "explainer"),
        question.on,
        None if mentioned else stranger(question.message, parts),
        mentioned=tuple(mentioned),
        missing=not pointed and only_points(question.message.lower()),
        beside=tuple(one for one in added if one.kind != "agreement"),
        faqs=tuple(one for one in published if owner and one.kind == "faq" and one.practice == owner.id),
    )


def with_others(agreements: Iterable[Revision], published: Sequence[Revision]) -> Iterator[Revision]:
    """Yield agreements, and after that of a practice its other ones."""
    for one in agreements:
        yield one
        if one.practice:
            yield from (other for other in published if other.practice == one.practice and other.kind == "agreement")


def is_main(revision: Revision, practices: Mapping[str, Practice]) -> bool:
    """Whether a published document is the membership agreement of its practice, which questions about it are about."""
    return revision.document == practices[revision.practice or ""].main_document


def last_part(text: str) -> str:
    """Return the last sentence of a message: of several practices that are named, the question is about those in it."""
    return re.split(r"(?<=[.!?;])\s+", text.strip())[-1]


def named(text: str, practices: Iterable[Practice]) -> list[Practice]:
    """Return the practices that a text names, by name or by its first words, in the order in which it does."""
    found: dict[str, tuple[int, Practice]] = {}
    for practice in practices:
        full, short = called(practice.name)
        handles = (full, short, *(word for word in full.split()[:1] if len(word) >= 6))
        places = [match.start() for handle in handles if (match := re.search(rf"\b{re.escape(handle)}\b", text))]
        if places:
            found[practice.id] = (min(places), practice)
    return [practice for _, practice in sorted(found.values(), key=lambda one: one[0])]


def called(name: str) -> tuple[str, str]:
    """Return a practice's name as people write it, whole and by its first two words, in small letters."""
    words = re.sub(r"\(.*?\)", "", name).lower().split()
    return " ".join(words), " ".join(words[:2])


def pointed_at(text: str, spoken: Sequence[Revision], last: Sequence[Revision]) -> list[Revision]:
    """Return what "the other one", "the second" or "both" point at among the agreements spoken of, the first first."""
    if len(spoken) < 2:
        return []
    if THE_OTHER.search(text) and len(last) == 1:
        return [one for one in spoken if one not in last][-1:]
    if BOTH.search(text):
        return list(spoken[-2:])
    return next(([spoken[place]] for place, words in enumerate(PLACES) if words.search(text)), [])


def stranger(message: str, parts: Parts) -> str | None:
    """Return the name of a practice that a message names and whose agreement is not here."""
    networks = parts.library.networks
    others = (handle for name in parts.elsewhere for handle in called(name))
    listed = (re.search(rf"\b{re.escape(name)}\b", message, re.IGNORECASE) for name in (*others, *networks.names))
    found = next((match[0] for match in listed if match), None)
    if found or titled(message):
        return found
    name = re.compile(rf"\b(?:[A-Z][\w'&-]* ){{1,4}}(?:{'|'.join(networks.endings)})\b")
    looks = (match[0] for match in name.finditer(message))
    return next((one for one in looks if any(is_name(word, networks.common) for word in one.split()[:-1])), None)


def is_name(word: str, common: Container[str]) -> bool:
    """Whether a capitalised word may be part of a name: it is not common, and no "Isn't"."""
    return word not in common and "'" not in word


def titled(message: str) -> bool:
    """Whether a message is written like a title, so that its capitals say nothing: all but its short words have one."""
    return all(word[0].isupper() for word in message.split() if word[0].isalpha() and len(word) > TITLED)


def only_points(text: str) -> bool:
    """Whether a message only points at an agreement, as "and the other one?"."""
    pointers = (THE_OTHER, BOTH, *PLACES)
    return any(words.search(text) and not re.sub(FILLER, "", words.sub("", text)).strip(" .?!,") for words in pointers)


def only_names(text: str, practices: Sequence[Practice]) -> bool:
    """Whether a message names a practice and asks nothing of its own, as "and at Harbor Lane?"."""
    rest = text
    for practice in named(text, practices):
        for word in re.findall(r"\w+", practice.name.lower()):
            rest = re.sub(rf"\b{re.escape(word)}\b", "", rest)
    return rest != text and not re.sub(FILLER, "", rest).strip(" .?!()")
