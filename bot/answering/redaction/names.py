"""Names with which somebody introduces themselves; a practice's is none."""

import re
from collections.abc import Collection, Iterator

from bot.answering.redaction.addresses import STREET
from bot.answering.redaction.findings import Finding
from bot.answering.redaction.fragments import words

PLACES = re.compile(
    rf"(?i)(?:{STREET}|bluff|family|pediatrics|clinic|practice|health|healthcare|care|medical|medicine"
    rf"|worksite|associates)"
)
NAME_WORD = r"[^\W\d_][\w'.-]{0,30}"
NAME_LABEL = re.compile(
    r"(?i)\b(?P<label>my\s(?:full\s|first\s|last\s)?name(?:\sis|'s)|i\sam\scalled|i'm\scalled|this\sis"
    r"|(?:patient|member|full|your)?\s?name:)\s{1,2}"
    rf"(?P<name>(?-i:{NAME_WORD})(?:\s(?-i:{NAME_WORD})){{0,2}})"
)
INTRODUCED = re.compile(r"\s?(?:[.,;!?\n-]|$|(?:and|calling|speaking|from|here|with|writing|again|i|I|I'm)\b)")
NO_NAME = words("""
    and i i'm im but from with a an the is not so very it what why how who when where in on at for of to my our we you your
    please thanks because calling speaking here writing again medicare medicaid cobra hsa ppo hmo dpc aca concierge direct
    january february march april may june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday about confusing ridiculous urgent great insane nuts ok okay really too
    """)


def names(text: str, known: Collection[str]) -> Iterator[Finding]:
    """Find names with which somebody introduces themselves; a practice's is none."""
    for found in NAME_LABEL.finditer(text):
        said = "this" in found["label"].lower()
        words = []
        for word in found["name"].split():
            bare = word.strip(".'-").lower()
            if bare in NO_NAME or bare.removesuffix("'s") in NO_NAME or (said and not word[0].isupper()):
                break
            words.append(word)
        name = " ".join(words).rstrip(".'-")
        end = found.start("name") + len(name)
        if not name or name.lower() in known or PLACES.fullmatch(words[-1].rstrip(".'-")):
            continue
        if not said or INTRODUCED.match(text, end):
            yield Finding("name", found.start("name"), end)
