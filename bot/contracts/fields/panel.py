"""How many patients a doctor takes: a number, or "limited" where the agreement names none."""

import re

from bot.contracts.reading.cues import Cue, Field, Skip
from bot.contracts.reading.patterns import either, then, words

FEWEST, MOST = 30, 3000  # patients: less is a family or a day's work, more is no limit

COUNT = re.compile(
    r"(?<![$\d,.])~?(?:\d{1,3}(?:,\d{3})?(?: ?(?:-|to|or|and) ?~?)?)?(?<!\d)(?P<n>\d,\d{3}"
    r"|\d{2,4})(?![\d,]*\d|\.\d|%|\+? ?(?:-|to) ?\d)\+?"
)
PEOPLE = words(
    """patients, members, patient members, member patients, people, families, individuals, households, adults,
    memberships, active patients,
    patient panel, person panel, patient limit, member limit, per (doctor|physician|provider|clinician)"""
)
LIMIT = words(
    """limit*, cap, caps, capped, capping, no more than, not more than, never more than, maximum, max, at most,
    up to, fewer than, less than, under,
    not exceed, does not take more than, restrict*, keep*, kept, hold*, only, small*, *n't [take|accept|have|
    see] [on] more than, ceiling, not [take|accept] [on] more than,
    one of [about|only], intentionally,
    (not|never) (enroll|accept|take|have|see|admit) [on] more than"""
)
PANEL = words(
    """panel*, patient list, our list, his list, her list, my list, roster*, practice*, care for, cares for,
    caring for, look* after, patient load, membership"""
)
CAPPED = then(
    LIMIT,
    60,
    COUNT,
    2,
    words("[total|active|adult|primary|care|dpc|concierge|direct|enrolled|patient|of|our|such]"),
    1,
    PEOPLE,
)
PANEL_OF = then(
    PANEL, 35, words("""of, to, at, for, is, are, has, have, about, around, some, roughly"""), 22, COUNT, 2, PEOPLE
)
PANEL_LABEL = then(words("panel [size|limit|cap], patient limit, patient cap"), re.compile(r" ?[:=(-] ?"), COUNT)
PANEL_CAPPED = then(words("panel[s], panel size, patient list, roster, list"), 40, LIMIT, 25, COUNT)
EACH_LIMITED = then(
    LIMIT,
    45,
    words("doctor*, physician*, provider*, clinician*, panel, practice, roster, list, membership, enrollment"),
    12,
    words("to, at"),
    15,
    COUNT,
)

DOCTOR_HAS = then(
    either(
        words(
            """(your|each|every|our|a) [family|primary|care|personal] (doctor|physician|provider|clinician), she,
            he, who"""
        ),
        re.compile(r"\bdr\.? \w+"),
    ),
    4,
    words("has, have, follows, takes care of, looks after, cares for, sees, serves"),
    12,
    COUNT,
    1,
    PEOPLE,
)
COUNT_EACH = then(
    COUNT,
    1,
    words(
        """(patient|member) (panel|limit|cap|maximum|roster|practice), (patients|members) (per|for each|
        for every) (doctor|physician|provider|clinician|practitioner)"""
    ),
)

SMALL = words(
    """(small|smaller|reduced|low|limited|lower|capped|manageable|fewer|modest) [and|intentionally|deliberately|
    enough|patient|physician|member|personal]
    (panel|panels|panel size|patient load|roster|patient list|patient base),
    (small|smaller|limited|reduced|fewer|restricted) [number|numbers|group|and|select|deliberately|of|our|dpc|
    total] [of] (patients|members),
    (small|limited|reduced|lower|finite|restricted|select) (number|group|amount|set|circle) of [our|select|
    direct] (patients|members|families|people|individuals), fewer patients, (panel|panels) small"""
)
LIMITED = then(
    words("limit, limits, limited, limiting, cap, caps, capped, restrict, restricts, restricted, keep, keeps"),
    25,
    words(
        """(number|size|total) of [patients|members|our|the|its|his|her|panel|practice|memberships], panel, panels,
        patient (load|numbers|list), panel size*, (patient|member) numbers, (our|my) practice so, membership so"""
    ),
)
SMALL_PRACTICE = words(
    """practice[s] (is|are) (kept|intentionally|deliberately|purposely|purposefully) [kept|very] (small|limited|
    capped), (intentionally|deliberately) small [practice],
    (membership|enrollment) is (limited|capped) [in] (number|size|so|by|because), (limits|limit|caps|cap|
    limiting) (its|our|their) size"""
)
PANEL_LIMITED = then(
    words("panel, panels, panel size, number of (patients|members)"),
    25,
    words("limited, capped, small, restricted, low"),
)

OTHERS = words(
    """traditional*, conventional*, typical*, average, most (doctors|physicians|practices|primary), other (doctors|
    physicians|practices), insurance-based,
    used to, has grown, have grown, grew, had, national, hospital*, industry, many (doctors|physicians)"""
)
OURS = words(
    """limit*, cap, caps, capped, no more than, our, we, my, fewer than, at most, will be, intentionally,
    maintains, keep[s], ours"""
)
OTHER_COUNTS = words(
    """per day, a day, each day, daily, per week, a week, (per|each|an) hour, employees, group rate*, group of,
    employer*, discount*, (family|household|couple)s _ of, minimum of, at least,
    over the years, years of, miles, minutes, years, square, days, months, visits"""
)
OTHERS_DO = re.compile(rf"(?:{OTHERS.pattern})(?!.*\b(?:ours?|we|my|us|i|instead|here|while|limit\w*)\b)")
A_GROUP = words("group rate*, employer*, famil(y|ies) (of|with), household*, couple*, group of, compan*")
OTHER_PANELS = words(
    """(lipid|metabolic|hormone|genetic|blood|lab|thyroid|allergy|drug|respiratory|std|sti|cholesterol|liver|
    wellness|insurance|hmo|stool|food|viral|hepatitis|iron|vitamin) [function] panel*, panels with"""
)
MIGHT = words(
    """(reserve*|has|have|retain*) [the|a] right, may (limit|cap|close|restrict), at its discretion to limit,
    number of (members|dependents|children) (on|in|under) (a|the|your) (plan|family|membership)"""
)
NOT_SO = words("not limit*, no limit*, unlimited, *n't limit*, without limit*")


def patients(match: re.Match[str]) -> int | None:
    """Return the patients of a doctor, None where it is too few or too many to be that."""
    number = int(match["n"].replace(",", ""))
    ahead = match.string[max(0, match.start() - 70) : match.start()]
    if OTHERS_DO.search(ahead) or A_GROUP.search(ahead):
        return None
    behind = match.string[match.end() : match.end() + 15]
    beyond = OTHER_COUNTS.search(re.split(r"[.;,]", behind, maxsplit=1)[0]) or OTHER_COUNTS.search(match.group())
    return number if FEWEST <= number <= MOST and not beyond else None


FIELD = Field(
    "panel_limit",
    words(
        """panel*, practice[s] (is|are|limit)*, (our|my|her|his|each|their) practice*, enrollment is, patients,
        patient (numbers|load|list), members, families, number of, people, individuals, roster, memberships"""
    ),
    (
        Cue("Each doctor takes no more than 500 patients.", CAPPED, patients, 3, unless=MIGHT),
        Cue("We limit each doctor's panel to 450.", EACH_LIMITED, patients, 3, unless=MIGHT),
        Cue("Her panel has room for 600 patients.", PANEL_OF, patients, 2.9, unless=MIGHT),
        Cue("Panel size: 400", PANEL_LABEL, patients, 2.9),
        Cue("Your doctor looks after 400 patients.", DOCTOR_HAS, patients, 2.8, unless=MIGHT),
        Cue("A doctor here has a 400-patient panel.", COUNT_EACH, patients, 2.9, unless=MIGHT),
        Cue("Our panel is capped at about 300.", PANEL_CAPPED, patients, 2.9, unless=MIGHT),
        Cue("Our doctors have small panels.", SMALL, "limited", 2, unless=MIGHT),
        Cue(
            "We cap the number of patients.",
            either(LIMITED, PANEL_LIMITED, SMALL_PRACTICE),
            "limited",
            2,
            unless=either(MIGHT, NOT_SO),
        ),
    ),
    (
        Skip("other practices are described", OTHERS, unless=OURS),
        Skip(
            "a laboratory's or an insurer's panels",
            OTHER_PANELS,
            unless=words("patient panel*, panel of [patients], physician*, doctor*"),
        ),
    ),
)
