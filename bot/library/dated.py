"""What holds on some days and not on others: figures, example insurance plans, laws, how much care people use."""

from collections.abc import Container
from pathlib import Path

from bot.care import Care, CareModel, CareTable
from bot.errors import KnowledgeError
from bot.figures import FiguresFile
from bot.insurance import ExamplePlan
from bot.laws import Law
from bot.library.files import checked, read


def open_figures(folder: Path, sources: Container[str]) -> dict[str, FiguresFile]:
    """Read the files of figures, by subject."""
    paths = sorted(folder.glob("figures/*.yaml"))
    return {path.stem: checked(FiguresFile, read(path), path, sources=sources) for path in paths}


def open_plans(folder: Path, sources: Container[str]) -> dict[str, ExamplePlan]:
    """Read the example insurance plans, by id."""
    plans = {}
    for path in sorted(folder.glob("insurance/*.yaml")):
        plan = checked(ExamplePlan, read(path), path, sources=sources)
        must_be_named(path, "plan.id", plan.plan.id)
        plans[plan.plan.id] = plan
    return plans


def open_laws(folder: Path, sources: Container[str]) -> dict[str, Law]:
    """Read the laws, by id."""
    laws = {}
    for path in sorted(folder.glob("laws/*.yaml")):
        law = checked(Law, read(path), path, sources=sources)
        must_be_named(path, "id", law.id)
        laws[law.id] = law
    return laws


def open_care(folder: Path, sources: Container[str]) -> Care:
    """Read the model of a year of care and the tables that it is fitted to."""
    path = folder / "care" / "model.yaml"
    model = checked(CareModel, read(path), path, sources=sources)
    paths = sorted(one for one in folder.glob("care/*.yaml") if one != path)
    tables = [checked(CareTable, read(one), one, sources=sources) for one in paths]
    return Care(model, {table.tier: table for table in tables})


def must_be_named(path: Path, key: str, name: str) -> None:
    """See that an id is the file's name, so that no two can be the same. Raises KnowledgeError if it is not."""
    if name != path.stem:
        raise KnowledgeError(f"{path}: {key}: {name!r} must be the file's name, {path.stem!r}.")
