"""Controls that work a comparison out anew: visits, months kept, the fee, and less care later."""

from bot.costs.comparison import Comparison
from bot.deciding.described import Described
from bot.deciding.inputs import shaped
from bot.deciding.known import Known
from bot.deciding.people import called
from bot.deciding.result import settings_say
from bot.vocabulary import WhatIf

VISITS = "members.{}.use.primary_care"
EFFECT = "retainer_effect.care"
MONTHS = 12
MOST_VISITS = 52.0
USUAL = 3  # visits, where a control has to stand somewhere


def what_if(known: Known, told: Described, found: Comparison, flipped: str = "") -> WhatIf:
    """Return the controls of a comparison, set as it is, with what these settings come to."""
    strings = known.library.strings
    drawn = next((one for one in told.joining if one.drawn), None)
    controls = []
    if drawn is not None:
        name = VISITS.format(drawn.key)
        visits = known.value(name)
        control = shaped(
            name,
            drawn.use.get("primary_care", usual(found, drawn.id)),
            strings,
            called(drawn.key, strings),
        )
        control = control.model_copy(update={"high": max(MOST_VISITS, drawn.use.get("primary_care", 0))})
        controls.append(control if visits is not None else control.model_copy(update={"given": "assumed"}))
    kept = known.value("months_kept") or MONTHS
    controls.append(shaped("months_kept", kept, strings).model_copy(update={"high": float(max(MONTHS, kept))}))
    if len(told.memberships) == 1:
        fee = told.memberships[0].entry.get("fee")
        fee = known.number("retainers.fee") if known.number("retainers.fee") is not None else fee
        control = shaped("retainers.fee", fee, strings, who=told.memberships[0].name)
        controls.append(control.model_copy(update={"high": max(500.0, min(control.high or 0, float(fee or 0) * 2))}))
    if drawn is not None:
        controls.append(shaped(EFFECT, known.number(EFFECT) or 0, strings))
    return WhatIf(
        heading=strings.say("deciding.what_if.heading"),
        controls=tuple(controls),
        says=settings_say(found, told, strings),
        flipped=flipped,
    )


def usual(found: Comparison, who: str) -> int:
    """Return about how many visits a year somebody makes whose visits were not told."""
    usual = (flip.from_value for flip in found.flips if flip.input == f"{who}.use.primary_care")
    value = next(usual, USUAL)
    return round(value) if isinstance(value, int | float) else USUAL
