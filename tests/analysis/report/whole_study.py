"""A study with something to say in every section of a report, drawn at random from a seed."""

from random import Random
from typing import Any

import numpy as np

from analysis.preregistration.plan import plan_of
from analysis.records.observations import (
    Answered,
    BackgroundColumn,
    PlanObserved,
    StudyObservations,
)
from analysis.statistics.themes.of_people import ThemesOfPeople
from attribution.settings import Setting, settings_of
from survey.population import Population
from tests.analysis.report.codings import coding_results, round_agreement
from tests.analysis.report.made_up_effects import MadeUpEffects
from tests.analysis.report.observations import FOUNDING, Person, observed
from tests.analysis.statistics.themes.small_codebook import BOOK
from tests.effect_settings import effect_setting

ACTIONS = ("removal", "label_change", "upweighting")
METRICS = ("loss", "true_class_probability", "predicted_class_probability")
THEMES = ("noise", "size", "remove", "odd")
YEARS = ("under_1", "from_1_to_3", "from_3_to_5", "over_5")


def whole_study(people: int, *, seed: int = 1) -> StudyObservations:
    """The founding study with its plan, coded, of people who are simulated."""
    draw = Random(seed)  # noqa: S311  nothing is kept secret by it
    settings = list(settings_of(FOUNDING.space_of("image").levels))
    gains = {setting: (draw.gauss(0, 0.1),) * 3 for setting in settings}
    effects = MadeUpEffects(
        accuracy={setting: draw.gauss(0, 0.02) for setting in settings},
        gains={setting: gain[0] for setting, gain in gains.items()},
        shown={setting: draw.randint(1, 25) for setting in settings},
    )
    plan = plan_of(
        FOUNDING,
        study_sha256="0" * 64,
        effects=dict.fromkeys(FOUNDING.scenarios, "b" * 64),
        participants=people,
    )
    assert plan is not None
    return observed(
        [_person(draw) for _ in range(people)],
        gains=gains,
        answers=[_answered(draw, people, scenario) for scenario in FOUNDING.scenarios],
        population=Population.SIMULATED,
        plan=PlanObserved(plan, "f" * 64, "2027-01-31", begun_before=0),
        codes=(
            coding_results(
                agreement=(
                    round_agreement(
                        1,
                        {"ann": {"noise"}, "ben": {"noise", "size"}},
                        {"ann": {"size"}, "ben": {"noise"}},
                        {"ann": {"remove"}, "ben": {"remove"}},
                    ),
                )
            ),
        ),
        themes=(_themes(draw, people),),
        background=(_background(draw, people),),
        bundles={"b" * 64: effects},
    )


def _person(draw: Random) -> Person:
    scenarios = list(FOUNDING.scenarios)
    draw.shuffle(scenarios)
    first = _setting(draw)
    tried: dict[str, list[Setting]] = {}
    for scenario in scenarios:
        last = first if draw.random() < 0.4 else _setting(draw)
        tried[scenario] = [*(_setting(draw) for _ in range(draw.randint(0, 3))), last]
    return tried


def _setting(draw: Random) -> Setting:
    return effect_setting(draw.choice(ACTIONS), draw.choice(METRICS), draw.randint(1, 10))


def _answered(draw: Random, people: int, scenario: str) -> Answered:
    wrote = draw.randint(people // 2, people)
    return Answered(scenario, "suspected_cause", ((12.0, wrote), (31.0, people - wrote)))


def _background(draw: Random, people: int) -> BackgroundColumn:
    ticked = np.zeros((people, len(YEARS)), dtype=bool)
    ticked[range(people), [draw.randrange(len(YEARS)) for _ in range(people)]] = True
    return BackgroundColumn("years_of_experience", "", YEARS, ticked)


def _themes(draw: Random, people: int) -> ThemesOfPeople:
    shape = (people, 2, len(THEMES))
    held: Any = np.array([draw.random() < 0.3 for _ in range(people * 2 * len(THEMES))])
    everybody = np.ones(shape[:2], dtype=bool)
    return ThemesOfPeople(BOOK, THEMES, np.arange(people), everybody, held.reshape(shape))
