"""How many minutes are left, by the pages that are still to come."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from survey.design.path import PathPage, participant_path
from survey.design.time_needed import seconds_left
from tests.world import founding_study

STUDY = founding_study().survey
PATHS = [participant_path(STUDY, order) for order in (["image", "tabular"], ["tabular", "image"])]
NAMES = [page.name for page in PATHS[0]]

medians = st.dictionaries(st.sampled_from(NAMES), st.floats(0, 100_000))


@given(st.sampled_from(PATHS), st.integers(1, 240))
def test_from_the_first_page_all_of_the_promised_time_is_left(
    path: tuple[PathPage, ...], minutes: int
) -> None:
    assert abs(seconds_left(path, minutes=minutes)[0] - minutes * 60) < 1e-6


@given(st.sampled_from(PATHS), st.integers(1, 240), medians)
def test_the_time_left_never_grows_and_is_never_negative(
    path: tuple[PathPage, ...],
    minutes: int,
    known: dict[str, float],
) -> None:
    left = seconds_left(path, minutes=minutes, medians=known)
    assert len(left) == len(path)
    assert all(earlier >= later for earlier, later in itertools.pairwise(left))
    assert min(left) >= 0


@given(st.sampled_from(PATHS), st.lists(st.floats(0, 10_000), min_size=len(NAMES)))
def test_where_every_page_was_measured_it_is_what_they_took(
    path: tuple[PathPage, ...],
    taken: list[float],
) -> None:
    known = {page.name: seconds for page, seconds in zip(path, taken, strict=False)}
    left = seconds_left(path, minutes=25, medians=known)
    assert abs(left[0] - sum(known.values())) < 1e-3


def test_on_the_last_page_nothing_is_left_and_a_trial_takes_longer_than_a_page_to_read() -> None:
    path = PATHS[0]
    left = dict(zip(NAMES, seconds_left(path, minutes=25), strict=True))
    taken = {name: left[name] - left[after] for name, after in itertools.pairwise(NAMES)}
    assert left[NAMES[-1]] == 0
    assert max(taken, key=lambda name: taken[name]).startswith(("scenario", "follow_up"))
    assert taken["scenario.image.trial"] > 2 * taken["scenario.image.brief"]


def test_a_picture_in_a_text_is_not_read_letter_by_letter() -> None:
    page = PATHS[0][0]
    assert page.text
    drawn = page.__class__(
        page.step,
        page.section,
        page.key,
        page.title,
        text=page.text + "\n![A screen](data:image/png;base64," + "A" * 100_000 + ")",
    )
    plain, with_picture = (
        seconds_left([first, *PATHS[0][1:]], minutes=25) for first in (page, drawn)
    )
    assert abs(plain[1] - with_picture[1]) < 10
