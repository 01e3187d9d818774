"""What the effects that people were shown are worth, by the measures of their bundles."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

import numpy as np

from analysis.records.observations import Stimulus
from analysis.records.setting_list import SettingList
from attribution import queries
from attribution.errors import NotInBundle
from attribution.explanations import Explanations, Outcome
from core.arrays import Floats


def bundles_of(digests: Iterable[str]) -> dict[str, Explanations]:
    """The bundles of these digests that are loaded here."""
    bundles: dict[str, Explanations] = {}
    for digest in dict.fromkeys(digests):
        with suppress(NotInBundle):
            bundles[digest] = queries.explanations(digest)
    return bundles


def outcomes_of(bundles: Iterable[Explanations]) -> tuple[Outcome, ...]:
    """The outcomes of all bundles, each once; two of the same key on the same axis are one."""
    outcomes: dict[tuple[str, str], Outcome] = {}
    for bundle in bundles:
        for outcome in bundle.outcomes:
            outcomes.setdefault((outcome.axis, outcome.key), outcome)
    return tuple(outcomes.values())


def stimuli_of(
    shown: Sequence[tuple[str, str]],
    bundles: Mapping[str, Explanations],
    outcomes: Sequence[Outcome],
    settings: SettingList,
) -> tuple[Stimulus, ...]:
    """Model errors by the digest of their bundle and their id; the list of settings grows."""
    gains = [
        _gains(bundles[digest], error, outcomes, settings) if digest in bundles else {}
        for digest, error in shown
    ]
    return tuple(
        Stimulus(
            digest,
            error,
            bundles[digest].name if digest in bundles else "",
            bundles[digest].words_of(error) if digest in bundles else error,
            _columns(of_error, len(outcomes), len(settings)) if of_error else None,
        )
        for (digest, error), of_error in zip(shown, gains, strict=True)
    )


def _gains(
    bundle: Explanations, error: str, outcomes: Sequence[Outcome], settings: SettingList
) -> dict[int, list[float]]:
    """The gains of each setting by all outcomes, NaN by those the bundle lacks.

    Settings are positions in the list, and none that no version of the study offers.
    """
    at = {(outcome.axis, outcome.key): index for index, outcome in enumerate(bundle.outcomes)}
    order = [at.get((outcome.axis, outcome.key)) for outcome in outcomes]
    levels = {axis.key: axis.positions for axis in settings.axes}
    return {
        settings.position_of(setting): [np.nan if i is None else gains[i] for i in order]
        for setting, gains in (bundle.gains(error).items() if at else ())
        if all(level in levels.get(axis, ()) for axis, level in setting.items())
    }


def _columns(gains: Mapping[int, list[float]], outcomes: int, settings: int) -> Floats:
    """The gains as an array [outcomes, settings]."""
    columns = np.full((outcomes, settings), np.nan)
    for setting, of_setting in gains.items():
        columns[:, setting] = of_setting
    return columns
