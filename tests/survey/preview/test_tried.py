"""What was tried in a preview comes back from its cookie, and nothing else does."""

import pytest

from survey.preview.tried import MOST, TriedSettings
from tests.effect_settings import effect_setting
from tests.world import founding_study

STUDY = founding_study().survey
FIRST, SECOND = effect_setting("removal", "loss", "3"), effect_setting("upweighting", "loss", "1")


def test_settings_and_the_one_submitted_come_back_in_their_order() -> None:
    tried = TriedSettings().with_setting("image", FIRST).with_setting("image", SECOND)
    tried = tried.with_submitted("image", 1).with_setting("tabular", SECOND)
    again = TriedSettings.read(tried.cookie(), STUDY)
    assert again.of("image") == (FIRST, SECOND)
    assert again.submitted_in("image", STUDY) == (1, FIRST)
    assert again.of("tabular") == (SECOND,)


def test_without_a_submission_another_setting_stands_for_it() -> None:
    position, setting = TriedSettings().submitted_in("image", STUDY)
    space = STUDY.space_of("image")
    assert position == 1
    assert all(level in space.levels[axis] for axis, level in setting.items())


def test_no_more_is_remembered_than_fits_into_a_cookie() -> None:
    tried = TriedSettings()
    for _ in range(MOST + 5):
        tried = tried.with_setting("image", FIRST).with_setting("tabular", SECOND)
    assert len(tried.of("image")) == MOST
    assert len(tried.cookie()) < 4000


@pytest.mark.parametrize(
    "cookie",
    ["", "nothing", "image", "image.x~removal", "image.1~removal.loss.11", "loan.1~a.b.c", "|~.|"],
)
def test_whatever_is_no_setting_of_the_study_is_passed_over(cookie: str) -> None:
    read = TriedSettings.read(cookie, STUDY)
    assert read.of("image") == ()
    assert read.submitted_in("image", STUDY)[0] == 1
