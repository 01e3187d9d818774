"""The pages that a participant walks through, in order."""

from itertools import pairwise

from survey.design.path import Section, participant_path
from tests.world import founding_study

STUDY = founding_study().survey


def test_the_path_runs_from_information_to_compensation_through_both_scenarios() -> None:
    path = participant_path(STUDY, ["tabular", "image"])
    # Paper, figure 6, with information and consent before it and the thanks after it.
    assert list(dict.fromkeys((page.section, page.scenario) for page in path)) == [
        (Section.INFORMATION, None),
        (Section.CONSENT, None),
        (Section.INCLUSION, None),
        (Section.BACKGROUND, None),
        (Section.TUTORIAL, None),
        (Section.SCENARIO, "tabular"),
        (Section.FOLLOW_UP, "tabular"),
        (Section.SCENARIO, "image"),
        (Section.FOLLOW_UP, "image"),
        (Section.CLOSING, None),
        (Section.COMPENSATION, None),
    ]


def test_steps_count_up_by_one_and_pages_of_a_section_share_theirs() -> None:
    path = participant_path(STUDY, ["image", "tabular"])
    assert path[0].step == 1
    assert path[-1].step == 11
    assert all(after.step - before.step in {0, 1} for before, after in pairwise(path))
    assert {page.step for page in path if page.section is Section.TUTORIAL} == {5}


def test_every_page_can_be_told_from_every_other() -> None:
    path = participant_path(STUDY, ["image", "tabular"])
    assert len({(page.section, page.scenario, page.key) for page in path}) == len(path)


def test_the_order_of_scenarios_changes_the_order_of_pages_and_nothing_else() -> None:
    image_first = participant_path(STUDY, ["image", "tabular"])
    tabular_first = participant_path(STUDY, ["tabular", "image"])
    names = [
        {(page.section, page.scenario, page.key) for page in path}
        for path in (image_first, tabular_first)
    ]
    assert names[0] == names[1]
    assert len(image_first) == len(tabular_first)


def test_a_study_without_closing_questions_goes_straight_to_the_thanks() -> None:
    short = STUDY.model_copy(update={"closing": ()})
    path = participant_path(short, ["image", "tabular"])
    assert [page.section for page in path[-2:]] == [Section.FOLLOW_UP, Section.COMPENSATION]
    assert path[-1].step == 10
