"""Every setting has one position, however it is written."""

import json

import numpy as np

from analysis.records.observations import NO_LEVEL, NO_SETTING
from analysis.records.observed_axes import observed_axes
from analysis.records.setting_list import SettingList
from attribution.settings import settings_of
from tests.analysis.report.observations import FOUNDING, REMOVAL


def test_every_setting_has_a_position_of_its_own() -> None:
    settings = SettingList(observed_axes([FOUNDING]))
    whole = list(settings_of(FOUNDING.space_of("image").levels))
    # 3 actions, 3 metrics and 10 numbers.
    assert [settings.position_of(setting) for setting in whole] == list(range(90))
    assert len(np.unique(settings.levels(), axis=0)) == 90
    assert settings.levels()[89].tolist() == [2, 2, 9]


def test_the_order_of_the_axes_makes_no_difference_in_what_is_stored() -> None:
    settings = SettingList(observed_axes([FOUNDING]))
    stored = dict(REMOVAL)
    turned = dict(reversed(stored.items()))
    texts = [json.dumps(one) for one in (stored, turned, stored)]
    assert settings.positions_of_stored(texts).tolist() == [settings.position_of(REMOVAL)] * 3
    assert len(settings) == 1


def test_where_nothing_was_submitted_there_is_no_setting() -> None:
    settings = SettingList(observed_axes([FOUNDING]))
    assert settings.positions_of_stored([json.dumps(dict(REMOVAL)), None]).tolist() == [
        0,
        NO_SETTING,
    ]
    assert len(settings) == 1


def test_an_axis_that_a_setting_lacks_has_no_level() -> None:
    settings = SettingList(observed_axes([FOUNDING]))
    settings.position_of({"action": "removal"})
    assert settings.levels().tolist() == [[0, NO_LEVEL, NO_LEVEL]]


def test_no_settings_are_an_empty_list_with_every_axis() -> None:
    assert SettingList(observed_axes([FOUNDING])).levels().shape == (0, 3)
