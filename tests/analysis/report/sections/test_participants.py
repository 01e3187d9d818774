"""Everybody who came is somewhere in the flow, and the flow's figure and table agree."""

from dataclasses import replace

from analysis.report.sections.participants import participants_section
from tests.analysis.report.contents import column, report_of, sentences
from tests.analysis.report.observations import NOBODY, REMOVAL, observed

PEOPLE = [{"image": [REMOVAL]}] * 3
FLOW = replace(
    observed(PEOPLE).flow,
    screened_out={"not eligible": 4},
    taking_part=1,
    withdrew=2,
    expired={"completed": 3},
    stopped=1,
    excluded={"low-quality answers": 1},
    completed=4,
    without_choice=1,
)


def test_everybody_in_the_flow_is_somewhere() -> None:
    report = report_of(observed(PEOPLE, flow=FLOW), participants_section)
    stages = column(report, "flow_numbers", "stage")
    people = dict(zip(stages, column(report, "flow_numbers", "people"), strict=True))
    assert people == {
        "Did not begin: not eligible": 4,
        "Began": 11,
        "Taking part now": 1,
        "Withdrew, everything deleted": 2,
        "Deleted after retention: completed": 3,
        "Completed": 4,
        "Stopped, answers kept": 1,
        "Excluded: low-quality answers": 1,
        "Submitted no setting": 1,
        "Analysed": 3,
        "Analysed, Image": 3,
        "Analysed, Tabular": 0,
    }
    assert "low-quality answers (1)" in sentences(report)
    assert (
        "Everything given by 3 people was deleted when their retention was over; they had reached: "
        "completed (3)."
    ) in sentences(report)


def test_the_figure_shows_only_boxes_with_somebody_in_them() -> None:
    (figure,) = report_of(observed(PEOPLE, flow=FLOW), participants_section).figures()
    for line in ("Came to the consent: 15", "Did not begin: 4", "Without an end: 6", "Began: 11"):
        assert f">{line}<" in figure.svg
    (whole,) = report_of(observed(PEOPLE), participants_section).figures()
    for line in ("Came to the consent", "Did not begin", "Without an end", "Not analysed"):
        assert f">{line}" not in whole.svg


def test_before_anybody_began_there_is_no_story() -> None:
    nobody = replace(NOBODY, screened_out={"Did not consent": 2})
    report = report_of(observed([], flow=nobody), participants_section)
    assert "Nobody has begun to take part yet." in sentences(report)
