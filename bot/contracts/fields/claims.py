"""Claims: the words in which agreements say who sends a bill to whom, for an insurer or for Medicare."""

import re

from bot.contracts.reading.patterns import Pattern, either, requiring, words
from bot.contracts.reading.wordings import WITHOUT

TURN = (  # after these words a sentence says something else
    r"\b(?:but|except|excepting|however|other than|besides|apart from|aside from|although|though|whereas|while|yet"
    r"|until|unless|only|instead|rather)\b|(?<!do )(?<!will )(?<!can )(?<!shall )(?<!nor )\b(?:we|i)\b"
)
OBLIGED = r"\b(?:have|has|having|need|needs|required|obliged) to\b|\bnecessar|\brequire"
FEES = r"\b(?:fees?|dues|retainers?)\b"
PAPERS = (  # what is sent to an insurer without being a claim
    r"\b(?:fees?|dues|retainers?|memberships?|subscriptions?|referrals?|prior|pre-?auth\w*|authori\w+|records?|forms?"
    r"|letters?|information|documents?|documentation|super-?bills?|receipts?|appeals?|prescriptions?|labs?|laborator\w+"
    r"|orders?|into account|the place of|place of|care of|on insurance)\b"
)

OTHERS = words(  # their bills say nothing of the practice's own
    """lab, labs, laborator*, imaging, x-ray[s], radiolog*, hospital*, specialist[s], pharmac*, facilit*, urgent care,
    emergency room*, outside, third party provider*, surgeon*, ambulance*, other (provider|doctor|physician|clinician)[s],
    another (provider|doctor|physician), quest, labcorp, compounding, hospice, home health"""
)
SENDS = words(
    """bill[s|ed|ing], accept[s|ed|ing|ance], take[s], taking, taken, file[s|d], filing, submit[s|ted|ting], submission,
    send[s|ing], sent, participat*, contract[s|ed|ing] with, (under|in|have a|have any|have) contract[s] with, enrol*,
    in-network, credentialed, network provider*, deal[s] with, work[s] with, process[es], invoice[s|d], charge[s|d],
    sought, seek payment, (seek|request|pursue) reimbursement, affiliated with, belong[s] to, panel[s|ed], receive payment"""
)
GENERAL = re.compile(  # what others do in general
    r"\b(?:some|many|most|other|few|traditional|typical|conventional|concierge)(?: [\w-]+){0,2}"
    r" (?:doctors|physicians|practices?|clinics?|providers|offices|medicine|care|models?)\b[^.;,]{0,40}$"
)
OF_A_FEE = re.compile(r"\b(?:fees?|dues|retainers?|charges?|membership|subscription)\b[^.;,]{0,25}$")
FOR_A_FEE = re.compile(
    r"^[^.;,]{0,20}\bfor (?:the |your |its |our |any |this |that )?(?:[\w-]+ ){0,2}(?:fees?|dues|charges|retainers?)\b"
)
NO = r"(?:no|nope|we don't|we do not|we can't|unfortunately,? no|sorry,? no|not at this time|never)"
YES = r"(?:yes|yep|we do|absolutely|of course|sure|certainly)"
SAYS_NO = re.compile(rf"^\W*(?:a: ?|answer: ?)?{NO}(?:[.,!;:]| ?-|$)")
SAYS_YES = re.compile(rf"^\W*(?:a: ?|answer: ?)?{YES}(?:[.,!;:]| ?-|$)")
A_WORD = re.compile(r"\w")
OF_OTHERS = re.compile(rf"(?:{OTHERS.pattern})[^.;,]{{0,45}}$")


def span(most: int, *barred: str) -> Pattern:
    """Match at most so many characters of one sentence which none of the barred wordings interrupt."""
    barrier = f"(?!{'|'.join(barred)})" if barred else ""
    return re.compile(rf"(?:{barrier}[^.;]){{0,{most}}}?")


def chain(*parts: Pattern) -> Pattern:
    """Match patterns one directly after the other."""
    return requiring("".join(f"(?:{part.pattern})" for part in parts), *parts)


def unsent(payer: Pattern) -> Pattern:
    """Match what denies that claims are sent to a payer, or that the payer is accepted."""
    active = either(
        chain(WITHOUT, span(48, TURN, OBLIGED, FEES, ","), SENDS, span(130, TURN, PAPERS), payer),
        chain(SENDS, re.compile(" "), words("nothing, no, none"), span(60, TURN, PAPERS), payer),
        chain(WITHOUT, span(48, TURN, OBLIGED, ","), words("ask, look to, turn to, call on"), span(12), payer),
    )
    passive = chain(
        payer,
        span(30, TURN),
        WITHOUT,
        span(25, TURN, OBLIGED),
        words("billed, accepted, charged, invoiced, taken, filed, involved, submitted, sent"),
    )
    return either(active, passive)


def answered(asked: Pattern, answer: str) -> Pattern:
    """Match a question among the headings of a line that the first word of its paragraph answers."""
    return requiring(rf"(?:{asked.pattern})[^/?]*\?[\W]*/ (?:a: )?{answer} /", asked)
