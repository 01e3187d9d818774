"""A later version of the founding study that asks for numbers where the first asked for others."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

from survey.design.question_types.base import BaseQuestion
from survey.design.question_types.number import Number
from survey.models import StudyVersion
from survey.population import Population
from survey.studies.load import store_version
from tests.analysis.participation import go_through
from tests.world import NOON, World, founding_study, joined

YEARS = Number(
    type="number", key="years_of_experience", text="For how many years?", minimum=0, maximum=60
)
REMARKS = Number(type="number", key="remarks", text="How good was it?", minimum=0, maximum=10)


def next_version(*questions: BaseQuestion, **changed: Any) -> StudyVersion:
    """Version 2.1 of the founding study, with other questions under the keys of these.

    `changed` replaces fields of its definition.
    """
    old, others = founding_study(), {question.key: question for question in questions}
    sections = {
        section: tuple(
            page.model_copy(
                update={
                    "questions": tuple(others.get(asked.key, asked) for asked in page.questions)
                }
            )
            for page in getattr(old.definition, section)
        )
        for section in ("background", "closing")
    }
    definition = old.definition.model_copy(update={**sections, "version": "2.1", **changed})
    content = definition.model_dump_json(exclude_unset=True)
    file = replace(
        old, definition=definition, content=content, digest=sha256(content.encode()).hexdigest()
    )
    return store_version(file, loaded_at=NOON + timedelta(days=1)).version


def retyped(world: World) -> StudyVersion:
    """Three simulated participants of 2.0, and two of 2.1, which asks for two numbers instead."""
    world.open()
    later = next_version(YEARS, REMARKS)
    for number, version in enumerate([*[world.founding] * 3, later, later]):
        go_through(joined(version, f"sim-{number}", population=Population.SIMULATED))
    return later
