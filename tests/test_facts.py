"""The real figures, example plans and laws: they fit one another, the explainers and the schemas for editors."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from scratch import KNOWLEDGE

from bot.figures import Figures
from bot.library import Library
from bot.library.schemas import KINDS, schema_of, write_schemas

YEARS = (2026, 2027)
CAPS = ("hsa.dpc_fee_cap_one_person",)
FAMILY_CAPS = ("hsa.dpc_fee_cap_several",)
DEDUCTIBLES = ("hsa.hdhp_minimum_deductible_self", "hsa.hdhp_minimum_deductible_family")
CONTRIBUTIONS = ("hsa.contribution_self", "hsa.contribution_family")
CEILINGS = (
    "marketplace.out_of_pocket_max_self",
    "marketplace.out_of_pocket_max_family",
    "hsa.hdhp_out_of_pocket_max_self",
    "hsa.hdhp_out_of_pocket_max_family",
)
# How explainers word a figure, in sections that name an HSA or a cap -> what the number may be.
SPOKEN: Mapping[str, tuple[str, ...]] = {
    r"HSA(?s:.*)(?:up to|at most|above|is) \$([\d,]+) a month": CAPS,
    r"HSA(?s:.*)\$([\d,]+) (?:if it covers|where it covers|for) more than one": FAMILY_CAPS,
    r"deductible of at least \$([\d,]+) in 20": DEDUCTIBLES,
    r"put in up to \$([\d,]+) in 20": CONTRIBUTIONS,
    r"(?:ceiling|cap)\b[^.$]*\$(\d\d,\d{3}) in 20": CEILINGS,
    r"no credit above 400%[^.$]*\$([\d,]+)": ("marketplace.credit_income_limit_one_person",),
}


def values(figures: Figures, names: tuple[str, ...]) -> set[float]:
    """Return all values of some figures that are known for a day of YEARS."""
    return {one.amount for name in names for one in figures.known(name) if one.since.year in YEARS}


def sections() -> Iterator[tuple[str, str]]:
    """Yield the sections of the explainers, with the name of each file."""
    for path in sorted((KNOWLEDGE / "explainers").glob("*.md")):
        for section in path.read_text("utf-8").split("---\n", 2)[2].split("\n## "):
            yield path.stem, section


# Figures and explainers


@pytest.mark.parametrize("wording", SPOKEN)
def test_explainers_and_figures_agree(library: Library, wording: str) -> None:
    """What explainers say of the most important limits is a value of the figure, and some explainer says it."""
    known = values(library.figures, SPOKEN[wording])
    said = [
        (name, float(found[1].replace(",", "")))
        for name, section in sections()
        for found in re.finditer(wording, section)
    ]

    assert (True, []) == (bool(said), [one for one in said if one[1] not in known])


def test_what_explainers_say_of_both_years_is_one_figure(library: Library) -> None:
    """Where a sentence gives an amount for 2026 and one for 2027, they are the two values of some figure."""
    pairs = {
        tuple(one.amount for one in library.figures.known(name) if one.since.year in YEARS)
        for name in library.figures
        if not library.figures.known(name)[0].bands
    }
    said = [
        (name, tuple(float(amount.replace(",", "")) for amount in found.groups()))
        for name, section in sections()
        for found in re.finditer(r"\$([\d,]+) in 2026 and \$([\d,]+) in 2027", section)
    ]

    assert (True, []) == (bool(said), [one for one in said if one[1] not in pairs])


@pytest.mark.parametrize("year", YEARS)
def test_the_cliff_is_four_poverty_levels(library: Library, year: int) -> None:
    """Figures that follow from others are what follows."""
    day = date(year, 7, 1)
    level = library.figures.on("marketplace.poverty_one_person", day).amount
    times = library.figures.on("marketplace.credit_income_limit", day).amount

    assert level * times == library.figures.on("marketplace.credit_income_limit_one_person", day).amount


@pytest.mark.parametrize("year", YEARS)
def test_expected_contributions_rise_without_a_step_but_one(library: Library, year: int) -> None:
    """Each row begins where the last ended, but for the step that the statute has at 1.33 poverty levels."""
    bands = library.figures.on("marketplace.contribution", date(year, 7, 1)).bands
    ends = [band.up_to or band.value for band in bands]
    steps = [band.at_least for end, band in zip(ends, bands[1:], strict=False) if end != band.value]
    affordable = library.figures.on("marketplace.employer_affordability", date(year, 7, 1)).amount

    assert ([1.33], affordable) == (steps, ends[-1])


def test_the_parts_of_the_fracture_are_the_whole(library: Library) -> None:
    """The nine charges of the example add up to its total."""
    day = date(2026, 7, 1)
    parts = [name for name in library.figures if name.startswith("coverage_examples.fracture_")]
    total = library.figures.on("coverage_examples.simple_fracture", day).amount

    assert (9, total) == (len(parts), sum(library.figures.on(name, day).amount for name in parts))


def test_use_times_price_is_the_mean(library: Library) -> None:
    """Uses and prices of the silver table multiply up to its mean, but for rounding."""
    day = date(2026, 7, 1)
    uses = [name for name in library.figures if name.startswith("spending.use_")]
    total = sum(
        library.figures.on(name, day).amount * library.figures.on(name.replace("use_", "price_"), day).amount
        for name in uses
    )

    assert (15, True) == (len(uses), abs(total / library.figures.on("spending.silver_mean", day).amount - 1) < 0.01)


# Example plans


def test_example_plans_keep_to_the_limits_of_their_year(library: Library) -> None:
    """No out-of-pocket maximum is above the ceiling; what goes with an HSA is bronze, catastrophic or an HDHP."""
    problems = []
    for name, example in library.plans.items():
        plan, day = example.plan, date(example.year, 7, 1)
        if plan.out_of_pocket_max > library.figures.on("marketplace.out_of_pocket_max_self", day).amount:
            problems.append(f"{name}: the out-of-pocket maximum is above the ceiling")
        if plan.family and plan.family.out_of_pocket_max > 2 * plan.out_of_pocket_max:
            problems.append(f"{name}: the family's maximum is above twice one member's")
        least = library.figures.on("hsa.hdhp_minimum_deductible_self", day).amount
        most = library.figures.on("hsa.hdhp_out_of_pocket_max_self", day).amount
        fits = plan.deductible >= least and plan.out_of_pocket_max <= most and not plan.before_deductible
        if plan.hsa_eligible and not fits and example.tier not in ("bronze", "catastrophic"):
            problems.append(f"{name}: it does not go with an HSA")

    assert (True, []) == (len(library.plans) >= 8, problems)


@pytest.mark.parametrize("tier", ["bronze", "silver", "gold"])
def test_example_plans_are_like_the_designs(library: Library, tier: str) -> None:
    """Deductible and maximum are those of the standardized designs, where these are known."""
    plan = library.plans[f"{tier}-2026"].plan
    for key in ("deductible", "out_of_pocket_max"):
        if f"designs.{tier}_{key}" in set(library.figures):
            assert library.figures.on(f"designs.{tier}_{key}", date(2026, 7, 1)).amount == getattr(plan, key)


# Laws


def test_laws_are_in_short_plain_sentences(library: Library) -> None:
    """At most 25 words each; what is said of days is in the sentence too."""
    items = [(name, item) for name, law in library.laws.items() for item in law.requires]
    long = [(name, item.says) for name, item in items if len(item.says.split()) > 25]
    unsaid = [(name, item.says) for name, item in items if item.days and str(item.days) not in item.says]

    assert (True, [], []) == (len(library.laws) >= 25, long, unsaid)


# Schemas for editors


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_are_what_the_types_say(kind: str) -> None:
    """`uv run app.py schemas` writes them anew."""
    assert schema_of(kind) == (KNOWLEDGE / "schemas" / f"{kind}.json").read_text("utf-8")


def test_no_schema_is_left_over(tmp_path: Path) -> None:
    """A kind that is gone leaves no schema behind."""
    assert {path.name for path in write_schemas(tmp_path)} == {path.name for path in (KNOWLEDGE / "schemas").glob("*")}


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_is_valid_by_its_schema(kind: str) -> None:
    """An editor marks nothing in what the program reads."""
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json.loads(schema_of(kind)))
    paths = sorted(KNOWLEDGE.glob(KINDS[kind][0]))
    wrong = [(path.name, error.message) for path in paths for error in validator.iter_errors(as_an_editor_reads(path))]

    assert (True, []) == (bool(paths), wrong)


def as_an_editor_reads(path: Path) -> Any:
    """Parse a file, or its head, with dates as text, as JSON has them."""
    text = path.read_text("utf-8")
    head = text.split("---\n")[1] if path.suffix == ".md" else text
    return json.loads(json.dumps(yaml.safe_load(head), default=str))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "explainer"])
def test_every_file_names_its_schema_in_its_first_line(kind: str) -> None:
    """By a path from the file; the head of an explainer is no file of its own."""
    wrong = []
    for path in KNOWLEDGE.glob(KINDS[kind][0]):
        first, _, schema = path.read_text("utf-8").partition("\n")[0].partition("$schema=")
        if (
            first != "# yaml-language-server: "
            or (path.parent / schema).resolve() != KNOWLEDGE / f"schemas/{kind}.json"
        ):
            wrong.append(str(path.relative_to(KNOWLEDGE)))

    assert [] == wrong
