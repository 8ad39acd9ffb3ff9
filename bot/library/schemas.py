"""JSON schemas of the files in knowledge/, made from the types that read them; editors complete and check by them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.answering.languages import Language
from bot.answering.safety import SafetyRules
from bot.answering.situation import SituationWordings
from bot.answering.wishes import Wishes
from bot.care import CareModel, CareTable
from bot.figures import FiguresFile
from bot.insurance import ExamplePlan
from bot.laws import Law
from bot.library.kinds import Dangers, ExplainerHead, Networks, PracticeFile, Topic
from bot.provenance import Source

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# A kind of file -> where such files are, and what reads them.
KINDS: Mapping[str, tuple[str, Any]] = {
    "practice": ("practices/*/practice.yaml", PracticeFile),
    "explainer": ("explainers/*.md", ExplainerHead),
    "sources": ("sources.yaml", dict[str, Source]),
    "figures": ("figures/*.yaml", FiguresFile),
    "insurance": ("insurance/*.yaml", ExamplePlan),
    "care": ("care/*-*.yaml", CareTable),
    "care-model": ("care/model.yaml", CareModel),
    "law": ("laws/*.yaml", Law),
    "topics": ("understanding/topics.yaml", dict[str, Topic]),
    "languages": ("understanding/languages.yaml", dict[str, Language]),
    "networks": ("understanding/networks.yaml", Networks),
    "safety": ("understanding/safety.yaml", SafetyRules),
    "situation": ("understanding/situation.yaml", SituationWordings),
    "decisions": ("understanding/decisions.yaml", Wishes),
    "dangers": ("understanding/dangers.yaml", Dangers),
}


def schema_of(kind: str) -> str:
    """Return the JSON schema of a kind of file, as it is written."""
    schema = TypeAdapter(KINDS[kind][1]).json_schema()
    return json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=1) + "\n"


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write the schemas of all kinds to `schemas/` in a knowledge folder; return the files."""
    place = folder / "schemas"
    place.mkdir(exist_ok=True)
    written = tuple(place / f"{kind}.json" for kind in KINDS)
    for path in written:
        path.write_text(schema_of(path.stem), "utf-8")
    return written
