"""Whether disputes go to arbitration, and not to a court."""

import re
from dataclasses import replace

from bot.contracts.fields.claims import chain, span
from bot.contracts.reading.cues import Cue, Field, Finding, Skip, strongest
from bot.contracts.reading.patterns import either, near, then, words
from bot.contracts.reading.wordings import WITHOUT
from bot.vocabulary import Term

WAY_OUT = 3.3  # the weight of a clause that lets the patient opt out of the arbitration that others agree
AGREED_AT_MOST = 3
SAYS_NO = re.compile(r"^\W*(?:a: )?(?:no\b|nope|not (?:with us|here|at all)|never|we do not|we don't)")
ASKED = re.compile(r"\b(?:must|do|does|will|am|is|can|are)\b[^/?]*\barbitrat\w*[^/?]*\?")

ARBITRATION = words("arbitrat*")
DISPUTE = words("disput*, claim[s], controvers*, disagree*, matter[s], cause[s] of action, problem[s], differences")
SUIT = words("disput*, claim[s], controvers*, action[s], suit[s], lawsuit[s], litigation, proceeding[s], disagree*")
BOUND = words(
    """shall, must, will, is, are, be, agree[s] to, agreed to, agreement to, consent[s] to, required, goes, go, submit*,
    settled, resolved, decided, determined, referred, subject to"""
)

GOES_ON = (  # "what is not settled shall be arbitrated" refuses nothing
    r"\b(?:shall|will|must|goes|go|then|if|unless|settl\w*|resol\w*|right|jury|courts?|because|since|so|and|but|lawsuits?)\b"
)
REFUSED = either(  # "we do not require arbitration"
    chain(
        WITHOUT,
        span(45, ",", GOES_ON),
        words(
            """requir*, ask*, forc*, contain*, include*, have, use, make[s], bind[s], oblige*, agree* to, subject to, want,
            need, signing, sign, send you, take you, believe in, impose*, commit*"""
        ),
        span(35, ",", GOES_ON),
        ARBITRATION,
    ),
    words(
        """(no|without) [mandatory|binding|forced|required|pre-dispute|an] arbitration [clause|agreement|provision|requirement],
        not [be] [by|through|in|subject to|required to|forced to|bound to|obliged to|going to] [mandatory|binding|forced] arbitrat*,
        arbitration (is|shall be|will be) (not|never) (required|mandatory|used|part of)*, arbitration (isn't|not) (required|mandatory|used|part of)*, (leave|left|keep|kept) arbitration out"""
    ),
    then(words("rather than, instead of, and not [by|through|in], not to"), 15, ARBITRATION),
)
SOME_ONLY = words(  # what is left out of an arbitration that is agreed
    "class, classes, collective, consolidat*, representative, mass, malpractice, negligence, small claims, injunct*, emergenc*, equitable"
)
COURTS_TOO = words("not (in|by|through|to) [a|any] court[s], rather than [in|by] [a] (court|jury|judge)*")

IF_BOTH_AGREE = either(
    words(
        """(may|can|could|might) [mutually|both|jointly|also|then|later] [agree to] [use|try|choose|consider|be resolved by]
        [voluntary|non-binding] arbitrat*, non-binding arbitrat*, voluntary arbitrat*, optional arbitrat*, arbitration is (optional|voluntary),
        medical board"""
    ),
    then(
        words("if, should, where, when, unless, with, by, upon"),
        4,
        words(
            "[the] both [of] [the|us|you] [parties|sides|and] _ (agree|consent|want|wish), the parties [mutually|later|jointly|both] (agree|consent), mutual (consent|agreement), [the|written|prior] (consent|agreement) of (both|all|the other), you and we [both] agree, we both agree"
        ),
    ),
    then(
        words("may, might, could, can"),
        3,
        words("[mutually|jointly|both|then|also] (agree|elect|choose|decide) to (arbitrat|submit|use|resolve|refer)*"),
    ),
    then(
        words("consider*, suggest*, encourag*, recommend*, propos*, prefer*, offer*, invite*, try, trying"),
        30,
        ARBITRATION,
    ),
    then(
        words("may be, can be, could be, might be"),
        3,
        words(
            "[resolved|settled|submitted|referred|decided|handled] (by|through|to|in|using) [binding|private] arbitrat*"
        ),
    ),
)
EITHER_MAY = words("(either|any|each|a) (party|side|of us) (may|can)")
INSURERS = words(
    "insurer*, health plan, carrier, insurance company, your plan, billing dispute*, surpris*, payment dispute*, independent dispute"
)

AGREED = either(
    then(DISPUTE, 190, ARBITRATION),
    then(BOUND, 40, ARBITRATION),
    then(ARBITRATION, 60, DISPUTE),
    then(words("submit*, refer*, take*, bring*"), 90, words("to (an|one|a|the) [single|neutral] arbitrator")),
    then(words("arbitrator*"), 40, words("final, binding")),
    words("demand* (for|of) arbitration, arbitration demand, demand[s] arbitration"),
    words(
        """binding [individual|private|and final|final] arbitrat*, mandatory arbitrat*, arbitration (clause|agreement|provision),
        agree* to arbitrat*, (final|sole|exclusive|only) _ arbitrat*, arbitrat* [shall be|will be|is|the] (final|sole|exclusive|only|binding)"""
    ),
    then(words("give* up, waive*, waiving, forgo*"), 70, words("court, jury, judge, sue"), 60, ARBITRATION),
    then(
        ARBITRATION,
        60,
        words(
            "final and binding, binding, conducted, administered, rules of, aaa, jams, american arbitration, arbitration act"
        ),
    ),
)
ADMINISTERED = words(
    """american arbitration association, jams, federal arbitration act, american health law association,
    (the|an|one) arbitrator (shall|will|may|must|has|is|and|sits), (1|one|single|neutral|chosen) arbitrator, arbitrator's (decision|fee|award|ruling)*"""
)
TITLED = re.compile(r"^\W*(?:[\d.]+\W*)?(?:binding |mandatory )?arbitration\W*$")

OPT_OUT = then(
    words(
        "opt* out of, reject*, revoke*, revoking, rescind*, cancel*, decline*, withdraw* from, opting out, opt[s] out"
    ),
    30,
    words("arbitrat*, this (section|clause|provision|part|article), it"),
)

COURT = words("court[s], venue, jurisdiction")
BROUGHT = words(
    """brought, bring, filed, file, heard, litigated, resolved, settled, decided, tried, commenced, instituted, maintained,
    determined, adjudicated, pursued, handled, started, go, goes, taken, belong*, take place"""
)
TO_COURT = either(
    then(SUIT, 90, BROUGHT, 50, COURT),
    then(words("venue"), 40, words("is, shall be, will be, lies, shall lie, be in, proper in")),
    then(words("exclusive, sole"), 20, words("venue, jurisdiction, forum")),
    then(
        words("courts"), 90, words("have, has, having, hold[s], retain[s]"), 25, words("jurisdiction, venue, authority")
    ),
    then(words("submit*, consent*, agree*"), 40, words("jurisdiction, venue"), 40, words("court[s], county, state")),
    words("jurisdiction and venue, venue and jurisdiction"),
    then(SUIT, 60, words("small claims")),
    then(words("right to"), 30, words("court, jury, sue"), 40, words("kept, preserved, remain*")),
    then(
        words(
            "keep*, retain*, reserve*, not (give|giving|gives) up, *n't (give|giving|gives) up, neither party gives up, not waive, *n't waive, not take away, *n't take away"
        ),
        70,
        words("court[s], jury, sue"),
    ),
)
NOT_VENUE = words(
    """competent jurisdiction, invalid*, unenforceable, severab*, court order*, ordered by, subpoena*, judgment, award,
    custody, any court having, licensed, guardian*, medicare, records, testif*, testimony"""
)


def settle(subject: Field, found: list[Finding]) -> Term:
    """Settle on arbitration where it is agreed; that it can be opted out of is its condition."""
    ways_out = [finding for finding in found if finding.weight > AGREED_AT_MOST]
    rest = [finding for finding in found if finding.weight <= AGREED_AT_MOST]
    if not any(finding.value for finding in rest):
        rest += ways_out
    term = strongest(subject, rest)
    if term.value is not True:
        return term
    return replace(term, conditions=tuple(" ".join(finding.clause.text.split()) for finding in ways_out))


OF_OTHERS = words(
    "(issuer|bank|landlord|supplier)[s] (may|can|might), (hospital|labor) arbitrat*, arbitration (committee|board), landlord, vendor*, (two|2|both) companies, rent, subcontractor*, (employer|sponsor) and (the|us|our|we)"
)
TRIED = then(words("disagreement, dispute[s]"), 40, words("decided, resolved, settled, heard"), 20, words("court[s]"))

FIELD = Field(
    "arbitration",
    words("arbitrat*, court[s], venue, jurisdiction, sue, lawsuit[s], litigation"),
    (
        Cue("You may opt out of this arbitration by a letter.", OPT_OUT, True, WAY_OUT, under=ARBITRATION),
        Cue(
            "We do not ask our patients to agree to arbitration.",
            REFUSED,
            False,
            2.8,
            unless=either(SOME_ONLY, COURTS_TOO, IF_BOTH_AGREE),
        ),
        Cue(
            "Either party may take a dispute to binding arbitration.",
            then(EITHER_MAY, 90, ARBITRATION),
            True,
            3,
            unless=either(REFUSED, INSURERS),
        ),
        Cue(
            "Any dispute is decided by arbitration.",
            AGREED,
            True,
            3,
            unless=either(REFUSED, IF_BOTH_AGREE, INSURERS),
        ),
        Cue(
            "Class actions are barred, also in arbitration.",
            near(words("class, jury, give up, giving up, trial"), 90, ARBITRATION),
            True,
            2.2,
            unless=either(REFUSED, IF_BOTH_AGREE),
        ),
        Cue(
            "The arbitrator sits in our county.",
            ADMINISTERED,
            True,
            2.2,
            unless=either(REFUSED, IF_BOTH_AGREE, WITHOUT),
        ),
        Cue("MUST I GO TO ARBITRATION?\n\nNot with us.", SAYS_NO, False, 2.6, under=ASKED),
        Cue("A dispute is decided by a court of our county.", TRIED, False, 1.9, unless=ARBITRATION),
        Cue("Arbitration", TITLED, True, 2),
        Cue(
            "Lawsuits are brought in the courts of our county.",
            TO_COURT,
            False,
            2,
            unless=either(NOT_VENUE, ARBITRATION),
        ),
    ),
    (Skip("others settle their own disputes", OF_OTHERS),),
    settle,
)
