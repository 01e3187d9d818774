"""The trials and explorations of a package as columns."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from analysis.records.columns import Numbers, floats, integers
from analysis.records.observations import NO_SETTING, Explorations, Trials
from analysis.records.setting_list import SettingList
from analysis.records.trials import option_positions
from analysis.verification.package import Row
from analysis.verification.people import PackagedPeople
from attribution.settings import OFFERED


def packaged_trials(
    people: PackagedPeople,
    chosen: Sequence[int],
    scenarios: Sequence[str],
    settings: SettingList,
) -> tuple[Trials, tuple[tuple[str, str], ...]]:
    """The trials of the chosen people, and the model errors met as (bundle, error)."""
    scenario_number = {key: number for number, key in enumerate(scenarios)}
    rows = [(at, row) for at, who in enumerate(chosen) for row in people.trials.get(who, ())]
    stimuli, options = Numbers(), Numbers()
    submitted = integers([_submitted(row, settings) for _at, row in rows])
    offered = options.column([_offered(row, settings) for _at, row in rows])
    trials = Trials(
        person=integers([at for at, _row in rows]),
        scenario=integers([scenario_number[row["scenario"]] for _at, row in rows]),
        position=integers([int(row["position"]) for _at, row in rows]),
        stimulus=stimuli.column([(row["effects"], row["model_error"]) for _at, row in rows]),
        chosen=submitted,
        chosen_position=integers([int(row["chosen"] or 0) for _at, row in rows]),
        seconds=floats([float(row["seconds"] or np.nan) for _at, row in rows]),
        random_order=integers([int(row["option_order"] == "random") for _at, row in rows]),
        options=option_positions(settings, options, offered, submitted),
    )
    return trials, tuple(stimuli)


def packaged_explorations(
    people: PackagedPeople, chosen: Sequence[int], settings: SettingList
) -> Explorations:
    """The explorations of the trials of the chosen people, by trial in their order."""
    tried: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    included = set(chosen)
    for row in people.package.rows("explorations"):
        if (person := int(row["participant"])) in included:
            place = person, row["scenario"]
            tried[place].append(
                (int(row["position"]), settings.position_of(_setting(row, settings)))
            )
    trials = [(who, row["scenario"]) for who in chosen for row in people.trials.get(who, ())]
    pairs = [
        (at, setting)
        for at, place in enumerate(trials)
        for _position, setting in sorted(tried.get(place, ()))
    ]
    return Explorations(
        integers([trial for trial, _setting in pairs]),
        integers([setting for _trial, setting in pairs]),
    )


def _submitted(row: Row, settings: SettingList) -> int:
    return settings.position_of(_setting(row, settings)) if row["chosen"] else NO_SETTING


def _setting(row: Row, settings: SettingList) -> Mapping[str, str]:
    """The level on each axis that the scenario has."""
    return {axis.key: row[axis.key] for axis in settings.axes if row.get(axis.key)}


def _offered(row: Row, settings: SettingList) -> str:
    """The options of each axis without an order of its own, as JSON."""
    columns = {axis.key: row.get(f"{axis.key}{OFFERED}", "") for axis in settings.axes}
    return json.dumps({key: levels.split(";") for key, levels in columns.items() if levels})
