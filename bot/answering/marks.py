"""A sentence with the marks of its citations, as text has them."""

from bot.vocabulary import Sentence


def marked(sentence: Sentence, after: Sentence | None = None) -> str:
    """Write a sentence with the marks of its citations, unless the one `after` it rests on the same."""
    if after and after.citations == sentence.citations:
        return sentence.text
    return sentence.text + "".join(f" [{number}]" for number in sentence.citations)
