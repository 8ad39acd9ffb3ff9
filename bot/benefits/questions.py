"""Questions: what the answers at the top of the form say of limits, the network and referrals."""

from collections.abc import Iterator

from bot.benefits import limits
from bot.benefits.form import Form
from bot.benefits.limits import Amount
from bot.benefits.terms import NONE, BenefitTerm
from bot.benefits.wording import MONEY, dollars, spaced, span

YES_OR_NO = spaced(r"(?P<no>no\b|not (?:required|needed)|never)|yes\b")
NO_NETWORK = spaced(r"does not (?:use|have) a (?:provider )?network|no (?:provider )?network")
KINDS = {
    "embedded": spaced(
        r"each family member must meet (?:their|his or her|its) own(?: individual)? deductible|meet their own individual deductible|\bembedded (?:individual )?deductible"
    ),
    "aggregate": spaced(
        r"overall family deductible must be met before|one (?:person|member) can meet the entire family|(?:true )?family aggregate|aggregate (?:family )?deductible|non~embedded|(?:full|entire) family deductible must be (?:met|satisfied)"
    ),
}
TIERS = spaced(r"tier (?:2|two|ii) (?:network|provider|in~network|participating)")
EXAMPLE = spaced(rf"plan's overall deductible[^$\d]{{0,12}}{MONEY}")
BOTH = ("deductible", "out_of_pocket_max")


def read(form: Form) -> Iterator[BenefitTerm]:
    """Yield the terms of the questions, those of which they speak."""
    yield from _limit(form, "deductible", "deductible")
    yield from _limit(form, "limit", "out_of_pocket_max")
    yield from _drug_deductible(form)
    yield from _family_kind(form)
    if place := form.answer("referral"):
        found = YES_OR_NO.match(form.folded, *place)
        if found:
            yield _stated(form, "referral_needed", found["no"] is None, place)
    if (place := form.whole_answer("network")) and (found := NO_NETWORK.search(form.folded, *place)):
        yield _stated(form, "network_required", False, found.span())


def warnings(form: Form) -> Iterator[str]:
    """Yield what the questions tell of deductibles that no plan here has a place for."""
    if form.interleaved:
        yield "The columns of the questions run into one another; what could not be told apart was not read."
    if TIERS.search(form.folded):
        yield "The network has tiers of providers. What was read is what those of the first tier cost."
    place = form.answer("other_deductibles")
    if not place:
        return
    found = limits.amounts(form.folded, *place)
    others = [one for one in found if one.kind != "drug"]
    if others:
        quote = " ".join(form.text[slice(*place)].split())
        yield f"Other deductibles: “{quote}”. Only a deductible of prescription drugs can be reckoned with."


def _limit(form: Form, question: str, field: str) -> Iterator[BenefitTerm]:
    """Yield what one member and what a family pays at most."""
    place = form.answer(question)
    if place is None:
        return
    found = [one for one in limits.amounts(form.folded, *place) if one.kind in (None, "medical")]
    if not found and limits.NONE_AT_ALL.match(form.folded, *place):
        yield _stated(form, field, 0 if field == "deductible" else NONE, place)
        return
    for who, name in (("person", field), ("family", f"family_{field}")):
        if sums := limits.of(found, who):
            yield _agreed(form, name, sums, place)


def _agreed(form: Form, field: str, sums: list[Amount], place: tuple[int, int]) -> BenefitTerm:
    state = "stated" if len({one.value for one in sums}) == 1 else "conflicting"
    return BenefitTerm.model_validate(
        {"field": field, "state": state, "value": sums[0].value, "span": span(form.text, *place)}
    )


def _drug_deductible(form: Form) -> Iterator[BenefitTerm]:
    asked = [(form.answer("other_deductibles"), "drug"), (form.answer("deductible"), "drug")]
    for place, kind in asked:
        found = [one for one in limits.amounts(form.folded, *place) if one.kind == kind] if place else []
        if place and (sums := limits.of(found, "person")):
            yield _agreed(form, "drug_deductible", sums, place)
            return
    place = asked[0][0]
    if place and limits.NONE_AT_ALL.match(form.folded, *place):
        yield _stated(form, "drug_deductible", NONE, place)


def _family_kind(form: Form) -> Iterator[BenefitTerm]:
    place = form.whole_answer("deductible")
    found = {kind: words.search(form.folded, *place) for kind, words in KINDS.items()} if place else {}
    told = [(kind, match) for kind, match in found.items() if match]
    if len(told) == 1:
        yield _stated(form, "family_kind", told[0][0], told[0][1].span())


def example_deductible(form: Form) -> BenefitTerm | None:
    """Return the deductible that the coverage examples repeat at the end of the form."""
    found = EXAMPLE.search(form.folded)
    return _stated(form, "deductible", dollars(found["amount"]), found.span()) if found else None


def _stated(form: Form, field: str, value: object, place: tuple[int, int]) -> BenefitTerm:
    return BenefitTerm(field=field, state="stated", value=value, span=span(form.text, *place))
