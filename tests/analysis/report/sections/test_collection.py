"""The report says when, for how long and on what terms people took part."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.records.observations import StudyObservations
from analysis.records.taking_part import EnrolmentPeriod
from analysis.report.sections.collection import collection_section
from survey.design.consent import Ethics
from survey.population import Population
from tests.analysis.report.contents import report_of, sentences, table
from tests.analysis.report.observations import COLLECTION, FOUNDING, REMOVAL, observed

BOTH = {"image": [REMOVAL], "tabular": [REMOVAL]}


def facts(observations: StudyObservations) -> dict[object, object]:
    rows = table(report_of(observations, collection_section), "collection").rows
    assert len({row[0] for row in rows}) == len(rows)
    return dict(rows)  # type: ignore[arg-type]


def test_days_durations_and_what_was_announced_are_told_in_sentences() -> None:
    # By hand: 30, 31, 32, 33 and 34 minutes to the end.
    text = sentences(report_of(observed([BOTH] * 5), collection_section))
    assert "The analysed consented between 2027-01-04 and 2027-01-29 (days in UTC)." in text
    assert (
        "From the consent to the end, the 5 people who completed took 32.0 minutes (median; "
        "quartiles 31.0 and 33.0); the study announces 35."
    ) in text
    one = observed([BOTH], collection=replace(COLLECTION, first_day="2027-01-29"))
    assert "The analysed consented on 2027-01-29 (UTC)." in sentences(
        report_of(one, collection_section)
    )


def test_times_on_trials_are_of_those_who_submitted_in_every_scenario() -> None:
    observations = observed([BOTH, BOTH, {"image": [REMOVAL]}, BOTH])
    trials = observations.trials
    # 60, 61, 62 and 63 seconds on each trial; the second person left one without a setting.
    seconds = np.where((trials.person == 1) & (trials.position == 2), np.nan, trials.seconds)
    observations = replace(observations, trials=replace(trials, seconds=seconds))
    rows = {
        row[0]: row[1:]
        for row in table(report_of(observations, collection_section), "durations").rows
    }
    assert rows["From the consent to the end"][0] == 4
    shortest, *_quartiles, longest = rows["On the trials"][1:]
    assert rows["On the trials"][0] == 3
    assert [shortest, longest] == pytest.approx([62 / 60, 126 / 60])


def test_what_the_study_file_says_of_recruitment_payment_ethics_and_consent_is_there() -> None:
    period = EnrolmentPeriod("2027-01-01", "2027-01-31", 40, invited_only=True)
    told = facts(observed([BOTH], collection=replace(COLLECTION, period=period)))
    assert FOUNDING.recruitment is not None
    assert told["Recruitment"] == FOUNDING.recruitment.text
    assert told["Reached by"] == "Contacts of the study team; Posts on social networks"
    assert told["Compensation"] == FOUNDING.compensation.offer
    assert told["Compensation of whoever stops"] == FOUNDING.compensation.when_stopped
    assert told["Ethics"] == "Ethics committee of Example University, EC-0000 (example)"
    assert str(told["Consent, each statement ticked"]).startswith("I have read what this study")
    assert told["Enrolment"] == (
        "open from 2027-01-01 until 2027-01-31, for 40 places, by invitation alone"
    )
    assert told["Language of the consent"] == "en (1)"
    assert told["Participants"] == "people"


def test_a_fact_that_differs_between_versions_is_told_for_each() -> None:
    older = FOUNDING.model_copy(
        update={"ethics": Ethics(committee="Another committee", reference="7")}
    )
    both = observed([BOTH])
    versions = (both.versions[0], replace(both.versions[0], label="0.9", definition=older))
    told = facts(replace(both, versions=versions))
    assert told["Ethics, version 0.9"] == "Another committee, 7"
    assert str(told["Ethics, version 1.0"]).startswith("Ethics committee of Example")
    assert "Recruitment" in told


def test_a_file_that_does_not_say_how_people_came_has_no_row_of_it() -> None:
    study = FOUNDING.model_copy(update={"recruitment": None})
    told = facts(observed([BOTH], study=study))
    assert not {"Recruitment", "Reached by", "Panel", "Enrolment"} & set(told)


def test_nobody_has_no_days_and_no_durations() -> None:
    empty = replace(COLLECTION, first_day="", last_day="", languages=())
    report = report_of(observed([], collection=empty), collection_section)
    assert "consented" not in sentences(report)
    assert "durations" not in {part.key for part in report.tables()}


def test_simulated_participants_are_named_as_such() -> None:
    simulated = observed([BOTH], population=Population.SIMULATED)
    assert facts(simulated)["Participants"] == "simulated"
