"""Controls that work a comparison out anew: visits, months kept, the fee, and less care later."""

from bot.costs.comparison import Comparison
from bot.deciding.described import Described
from bot.deciding.inputs import shaped
from bot.deciding.known import Known
from bot.deciding.result import settings_say
from bot.vocabulary import WhatIf

VISITS = "members.{}.use.primary_care"
EFFECT = "retainer_effect.care"
USUAL = 3  # visits, where a control has to stand somewhere


def what_if(known: Known, told: Described, found: Comparison, flipped: str = "") -> WhatIf:
    """Return the controls of a comparison, set as it is, with what these settings come to."""
    strings = known.library.strings
    drawn = next((one for one in told.joining if one.drawn), None)
    controls = []
    if drawn is not None:
        name = VISITS.format(drawn.key)
        visits = known.value(name)
        control = shaped(name, drawn.use.get("primary_care", usual(found, drawn.id)), strings, strings.say(f"deciding.who.{drawn.key.split('-')[0]}", n=drawn.key.rpartition("-")[2]))
        controls.append(control if visits is not None else control.model_copy(update={"given": "assumed"}))
    controls.append(shaped("months_kept", known.value("months_kept") or 12, strings))
    if len(told.memberships) == 1:
        fee = told.memberships[0].entry.get("fee")
        high = max(500, int(fee or 0) * 2)
        controls.append(shaped("retainers.fee", fee, strings, who=told.memberships[0].name).model_copy(update={"high": high}))
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
