"""A study whose scenarios have different axes is reported by each of them, in every section."""

from pathlib import Path

import pytest

from analysis.report.build import build_report
from analysis.report.observe import study_observations
from survey.population import Population
from tests.analysis.report.contents import column, section, sentences, table, text_files
from tests.analysis.two_spaces import take_part, two_spaces
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_every_scenario_is_reported_on_its_own_axes_alone(world: World, study_folder: Path) -> None:
    version = two_spaces(world, study_folder)
    take_part(version, "ada", "bo")
    report = build_report(study_observations(version.study, Population.PEOPLE))
    counted = {
        (row[0], row[1]): row[2]
        for key in ("action", "metric", "number", "explanation", "amount")
        for row in table(report, f"shares_{key}_numbers").rows
        if row[2]
    }
    assert counted == {
        ("Image", "Upweighting"): 2,
        ("Image", "Loss"): 2,
        ("Image", "1"): 2,
        ("Tabular", "Similar applicants"): 2,
        ("Tabular", "3"): 2,
    }
    axes = ["Action", "Metric", "Number of training samples", "Explanation", "How much is shown"]
    assert column(report, "recommended", "axis") == axes
    assert column(report, "recommended", "scenario") == ["Image"] * 3 + ["Tabular"] * 2
    # Nobody can be compared with themselves on an axis that one scenario has.
    assert "same_people" not in {part.key for part in report.sections}
    # Panels cannot be compared in numbers, and that is no lack of effects.
    assert set(column(report, "gains", "scenario")) == {"Image"}
    assert "no longer loaded" not in sentences(report)
    ordered = "Number of training samples and how much is shown are always offered in their own"
    assert ordered in table(report, "option_order").note
    assert [(row[0], row[2]) for row in table(report, "option_order").rows] == [
        ("Image", "Action"),
        ("Image", "Metric"),
        ("Tabular", "Explanation"),
    ]
    assert column(report, "option_order", "fourth")[:2] == [None, None]
    contrasts = table(report, "attribution_types").rows[0]
    assert contrasts[4:9] == ("The smallest change, Similar applicants", "3–5", 0, 2, 2)
    assert section(report, "preferences").sections[3].title == "Explanation"
    for file, content in text_files(report).items():
        assert b"nan" not in content.lower().replace(b"needfinding", b"").split(), file
