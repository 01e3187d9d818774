"""Every order of options is counted, and where in it the submitted ones stood."""

from dataclasses import replace

import numpy as np

from analysis.report.sections.option_order import option_order_section
from tests.analysis.report.contents import column, report_of, sentences, table
from tests.analysis.report.observations import RELABEL, REMOVAL, observed, one_scenario


def test_where_the_submitted_options_stood_is_counted_by_kind_of_order() -> None:
    people = [{"tabular": [setting]} for setting in (REMOVAL, RELABEL, REMOVAL, RELABEL)]
    observations = observed([*people, {"tabular": []}], study=one_scenario())
    drawn = replace(
        observations.trials,
        random_order=np.array([1, 1, 1, 0, 1]),
        options=np.array([[1, 2, 0], [3, 1, 0], [3, 1, 0], [2, 1, 0], [0, 0, 0]]),
    )
    report = report_of(replace(observations, trials=drawn), option_order_section)
    assert [row[1:] for row in table(report, "option_order").rows] == [
        ("Drawn at random", "Action", 3, 3, 1, 0, 2),
        ("Drawn at random", "Metric", 3, 3, 2, 1, 0),
        ("As written", "Action", 3, 1, 0, 1, 0),
        ("As written", "Metric", 3, 1, 1, 0, 0),
    ]
    assert (
        "In 3 of 4 trials with a submission, options of action and metric stood in an order"
        in sentences(report)
    )


def test_a_position_that_no_option_stands_in_has_no_count() -> None:
    study = one_scenario({"action": ("removal", "label_change"), "number": ("1",)})
    report = report_of(observed([{"tabular": [REMOVAL]}], study=study), option_order_section)
    assert [row[2:] for row in table(report, "option_order").rows] == [
        ("Action", 2, 1, 1, 0, None),
        ("Metric", 3, 1, 1, 0, 0),
    ]
    assert "as the study file lists them, for everybody" in sentences(report)


def test_orders_that_were_all_drawn_are_told_so_and_none_without_a_submission() -> None:
    observations = observed([{"tabular": [REMOVAL]}], study=one_scenario())
    drawn = replace(observations.trials, random_order=np.array([1]))
    report = report_of(replace(observations, trials=drawn), option_order_section)
    assert "drawn at random for each participant" in sentences(report)
    assert column(report, "option_order", "order") == ["Drawn at random"] * 2
    nobody = report_of(observed([]), option_order_section)
    assert "the order of options had nothing to influence" in sentences(nobody)
    assert "option_order" not in {table.key for table in nobody.tables()}
