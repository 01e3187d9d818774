"""Settings: one level of each axis, whatever the axes are."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import NoSuchSetting
from attribution.settings import Axes, Setting, require_levels, settings_of

TWO: Axes = {"explanation": ("saliency", "similar"), "amount": ("1", "2", "3")}

keys = st.text(alphabet="abcxyz019_", min_size=1, max_size=8)
design_spaces = st.dictionaries(
    keys, st.lists(keys, min_size=1, max_size=4, unique=True).map(tuple), min_size=1, max_size=4
)


@given(axes=design_spaces)
def test_every_setting_of_a_design_space_reads_back_as_itself(axes: Axes) -> None:
    settings = list(settings_of(axes))
    assert [tuple(setting.values()) for setting in settings] == list(product(*axes.values()))
    for setting in settings:
        assert Setting.parse(dict(setting), axes) == setting
    assert len(set(settings)) == len(settings)


@given(axes=design_spaces, data=st.data())
def test_a_setting_is_the_same_in_whatever_order_its_axes_stand(
    axes: Axes, data: st.DataObject
) -> None:
    setting = data.draw(st.sampled_from(list(settings_of(axes))))
    turned = dict(data.draw(st.permutations(list(setting.items()))))
    assert Setting(turned) == setting
    assert hash(Setting(turned)) == hash(setting)
    assert list(Setting.parse(turned, axes)) == list(axes)


def test_settings_come_with_the_last_axis_changing_fastest() -> None:
    assert [tuple(setting.values()) for setting in settings_of(TWO)] == [
        ("saliency", "1"),
        ("saliency", "2"),
        ("saliency", "3"),
        ("similar", "1"),
        ("similar", "2"),
        ("similar", "3"),
    ]


def test_a_setting_is_read_by_its_axes_and_never_changes() -> None:
    levels = {"explanation": "similar", "amount": "2"}
    setting = Setting(levels)
    levels["amount"] = "3"
    assert (setting["explanation"], setting["amount"], len(setting)) == ("similar", "2", 2)
    assert {setting: "a key"}[Setting(dict(setting))] == "a key"
    assert repr(setting) == "Setting({'explanation': 'similar', 'amount': '2'})"
    with pytest.raises(TypeError, match="item assignment"):
        setting["amount"] = "1"  # type: ignore[index]


def test_one_level_more_or_another_makes_another_setting() -> None:
    setting = Setting({"explanation": "similar"})
    assert setting != Setting({"explanation": "saliency"})
    assert setting != Setting({"amount": "similar"})
    assert setting != Setting({"explanation": "similar", "amount": "1"})


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ({}, "There is no level '' of explanation: use saliency, similar."),
        ({"explanation": "similar"}, "There is no level '' of amount: use 1, 2, 3."),
        (
            {"explanation": "shap", "amount": "1"},
            "There is no level 'shap' of explanation: use saliency, similar.",
        ),
        ({"explanation": "similar", "amount": "01"}, "There is no level '01' of amount"),
        (
            {"explanation": "similar", "amount": "1", "colour": "red"},
            "There is no axis 'colour': use explanation, amount.",
        ),
    ],
)
def test_levels_that_make_no_setting_are_refused_with_those_that_would(
    levels: dict[str, str], said: str
) -> None:
    with pytest.raises(NoSuchSetting) as refused:
        Setting.parse(levels, TWO)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("offered", "said"),
    [
        ({**TWO, "amount": ("3", "9")}, "There is no level '9' of amount: use 1, 2, 3."),
        (
            {**TWO, "hue": ("red",)},
            "The axes are explanation, amount, and what is offered has explanation, amount, hue.",
        ),
        ({"amount": ("1",)}, "The axes are explanation, amount, and what is offered has amount."),
    ],
)
def test_what_is_offered_has_to_be_there(offered: Axes, said: str) -> None:
    with pytest.raises(NoSuchSetting) as refused:
        require_levels(offered, TWO)
    assert str(refused.value) == said
    require_levels({**TWO, "amount": ("3",)}, TWO)
