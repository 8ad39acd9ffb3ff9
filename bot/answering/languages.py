"""Which language a message is written in, if it is not English: by its letters, or by its commonest words."""

import re
from collections.abc import Container, Mapping
from functools import cached_property

from pydantic import field_validator

from bot.vocabulary import Frozen

SHARE = 0.3  # of a message's words, or of its letters, that must speak for a language
WORDS = 2  # different words of a language that must be there, or all that the message has


class Language(Frozen):
    """An entry of understanding/languages.yaml; `says` tells in it that only English is answered."""

    name: str
    words: frozenset[str] = frozenset()
    script: str = ""
    says: str
    reviewed: bool

    @field_validator("script")
    @classmethod
    def _is_pattern(cls, script: str) -> str:
        re.compile(script)
        return script

    @cached_property
    def letters(self) -> re.Pattern[str] | None:
        """The letters that the language alone is written in."""
        return re.compile(self.script) if self.script else None


def language_of(message: str, languages: Mapping[str, Language], english: Container[str]) -> Language | None:
    """Return the language of a message; None for English, for a mixture and where it cannot be told.

    `english` are words that are English as well and so speak for no other language.
    """
    words = re.findall(r"[^\W\d_]+", message.lower())
    letters = "".join(words)
    if not words:
        return None
    for language in languages.values():
        if language.letters and len(language.letters.findall(letters)) >= SHARE * len(letters):
            return language
    foreign = [word for word in words if word not in english]
    counts = {name: len({*foreign} & language.words) for name, language in languages.items()}
    best = max(counts, key=lambda name: counts[name])
    spoken = [word for word in words if word in languages[best].words]
    told = counts[best] >= min(WORDS, len(words)) and len(spoken) >= SHARE * len(words)
    return languages[best] if told and len(foreign) * 2 > len(words) else None
