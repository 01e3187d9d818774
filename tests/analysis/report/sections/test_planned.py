"""A report runs exactly the registered tests, and its first sentence is theirs."""

from dataclasses import replace
from typing import Any

import pytest

from analysis.preregistration.plan import RegisteredPlan, plan_of
from analysis.records.observations import Answered, PlanObserved, StudyObservations
from analysis.report.build import build_report
from analysis.report.context import ReportContext
from analysis.report.document import Paragraph, Report
from analysis.report.paired_comparisons import paired_comparisons
from analysis.report.planned.sentences import NO_PLAN
from analysis.report.sections.planned import planned_section
from survey.design.definition import SurveyDefinition
from survey.design.plan import Correction, Hypothesis
from tests.analysis.preregistration.test_plan import changed, hypothesis
from tests.analysis.report.contents import report_of, section, sentences, table
from tests.analysis.report.observations import Person, observed, one_scenario
from tests.effect_settings import effect_setting

METRICS = ("loss", "true_class_probability", "predicted_class_probability")
ACTIONS = ("removal", "label_change", "upweighting")
NUMBERS = (15, 6, 3, 5, 11)
"""How often each of five numbers was submitted (findings on a plan that was not followed)."""


def planned_study(*hypotheses: Hypothesis, **plan: Any) -> SurveyDefinition:
    """A study of one scenario with five numbers to choose from, and a plan."""
    study = one_scenario({"number": ("1", "2", "3", "4", "5")})
    assert study.plan is not None
    own = study.plan.model_copy(update={"hypotheses": hypotheses, "exclusions": (), **plan})
    return SurveyDefinition.model_construct(**{**dict(study), "plan": own})


def registered(study: SurveyDefinition, participants: int) -> PlanObserved:
    effects = dict.fromkeys(study.scenarios, "b" * 64)
    made = plan_of(study, study_sha256="0" * 64, effects=effects, participants=participants)
    assert made is not None
    return PlanObserved(made, "f" * 64, "2027-01-31", begun_before=0)


def with_plan(study: SurveyDefinition, people: list[Person], **more: Any) -> StudyObservations:
    return observed(people, study=study, plan=registered(study, len(people)), **more)


def people_by_number() -> list[Person]:
    """Forty people; their actions and metrics are spread evenly."""
    numbers = [at for at, times in enumerate(NUMBERS, start=1) for _ in range(times)]
    return [
        {"tabular": [effect_setting(ACTIONS[at % 3], METRICS[at // 3 % 3], number)]}
        for at, number in enumerate(numbers)
    ]


def number_planned(alpha: float = 0.05, correction: Correction = "holm") -> StudyObservations:
    study = planned_study(
        hypothesis(axis="number", scenario="tabular"), alpha=alpha, correction=correction
    )
    return with_plan(study, people_by_number())


def first_sentence(report: Report) -> str:
    (first, *_) = (block for block in report.summary if isinstance(block, Paragraph))
    return first.text


def test_the_one_planned_test_decides_whatever_else_is_tested() -> None:
    report = build_report(number_planned())
    # R: chisq.test(c(15, 6, 3, 5, 11)): X-squared = 12, df = 4, p-value = 0.01735; the exact test
    # says p = 0.02. Two tests of actions and metrics are made too, and may not cost the plan its
    # finding, as they would by Holm: 3 x 0.022 = 0.066.
    context = ReportContext(number_planned(), seed=1, replicates=100)
    assert context.planned is not None
    (result,) = context.planned.results
    assert result.pvalue == result.pvalue_corrected
    assert result.pvalue == pytest.approx(0.018, abs=0.005)
    assert result.is_significant
    assert first_sentence(report).startswith(
        "The one registered test (alpha 0.05) finds an uneven spread of number of training samples"
        ", Tabular (p"
    )
    assert "departs from its plan" not in sentences(report)
    families = {test.axis: test.is_planned for test in context.recommended.tests}
    assert families == {"action": False, "metric": False, "number": True}


@pytest.mark.parametrize(("alpha", "is_found"), [(0.05, True), (0.001, False)])
def test_the_alpha_of_the_plan_decides(alpha: float, is_found: bool) -> None:
    context = ReportContext(number_planned(alpha, "bonferroni"), seed=1, replicates=100)
    assert context.planned is not None
    assert context.planned.results[0].is_significant == is_found
    assert context.recommended.of("tabular", "number").is_significant == is_found
    report = report_of(context.observations, planned_section)
    assert "carried out as planned in everything" in sentences(report)
    assert f"alpha {alpha:g}" in first_sentence(report)


def test_planned_tests_are_corrected_among_themselves() -> None:
    study = planned_study(
        hypothesis(axis="number"),
        Hypothesis(key="second", text="Another.", axis="action"),
        correction="bonferroni",
    )
    context = ReportContext(with_plan(study, people_by_number()), seed=1, replicates=100)
    assert context.planned is not None
    number, action = context.planned.results
    assert number.pvalue is not None
    assert number.pvalue_corrected == pytest.approx(2 * number.pvalue)
    assert action.pvalue_corrected == 1
    exploratory = context.recommended.exploratory
    assert [test.axis for test in exploratory] == ["metric"]
    assert exploratory[0].pvalue_corrected == exploratory[0].pvalue


def test_the_same_choices_twice_are_evidence_only_once() -> None:
    # 30 people who choose alike in both scenarios: 16, 8 and 6. Neither scenario alone finds a
    # preference (exact p = 0.068), so both together must not; 60 independent answers would.
    study = changed(hypotheses=(hypothesis(axis="action", scenario="both"),))
    chosen = [
        action for action, times in zip(ACTIONS, (16, 8, 6), strict=True) for _ in range(times)
    ]
    people: list[Person] = [
        {
            scenario: [effect_setting(action, METRICS[at % 3], at % 10 + 1)]
            for scenario in ("image", "tabular")
        }
        for at, action in enumerate(chosen)
    ]
    context = ReportContext(with_plan(study, people), seed=1, replicates=10_000)
    assert context.planned is not None
    (result,) = context.planned.results
    assert (result.n, result.effect) == (30, "")
    assert result.standard_error is not None
    # By enumeration of 30 people over three levels, ordered by X²: 0.0682.
    assert result.pvalue == pytest.approx(0.0682, abs=4 * result.standard_error)
    assert not result.is_significant


def test_a_plan_as_published_tests_level_by_level() -> None:
    study = planned_study(hypothesis(axis="number"), procedure="published", correction="bonferroni")
    context = ReportContext(with_plan(study, people_by_number()), seed=1, replicates=100)
    assert context.planned is not None
    (result,) = context.planned.results
    assert context.planned.made == 5
    assert result.method == "chi-square with Yates' correction, level by level"
    # R: chisq.test(rbind(c(15, 25), c(8, 32)))$p.value = 0.1399; the other levels are further off.
    assert not result.is_significant
    assert all(not test.is_planned for test in context.recommended.tests)


def test_answers_to_a_question_are_tested_where_planned() -> None:
    question = one_scenario().background[0].questions[0]
    options = list(question.options_by_key())
    study = planned_study(hypothesis(question=question.key))
    answers = [Answered("", question.key, ((options[0], 30), (options[1], 2)))]
    context = ReportContext(with_plan(study, people_by_number(), answers=answers), 1, 100)
    assert context.planned is not None
    (result,) = context.planned.results
    assert result.n == 32
    assert result.is_significant
    report = report_of(context.observations, planned_section)
    assert question.text in table(report, "registered_tests").rows[0][1].__str__()


def test_a_test_that_could_not_be_made_stays_in_its_family() -> None:
    question = one_scenario().background[0].questions[0]
    study = planned_study(
        hypothesis(axis="number"),
        Hypothesis(key="second", text="Another.", question=question.key),
        correction="bonferroni",
    )
    context = ReportContext(with_plan(study, people_by_number()), seed=1, replicates=100)
    assert context.planned is not None
    number, unanswered = context.planned.results
    assert number.pvalue is not None
    assert number.pvalue_corrected == pytest.approx(2 * number.pvalue)
    assert (unanswered.pvalue, unanswered.pvalue_corrected) == (None, None)


def test_too_few_replicates_for_the_alpha_of_a_plan_are_named() -> None:
    study = changed(hypotheses=(hypothesis(axis="action", scenario="both"),), alpha=0.001)
    people: list[Person] = [
        {key: [effect_setting("removal", "loss", 1)] for key in ("image", "tabular")}
    ] * 20
    observations = with_plan(study, people)
    report = build_report(observations, replicates=500, sections=(planned_section,))
    assert "Take at least 10,000 with --replicates." in sentences(report)


def test_a_test_of_change_is_made_on_people() -> None:
    study = changed(hypotheses=(hypothesis(axis="action", test="change"),))
    people: list[Person] = [
        {
            "image": [effect_setting("removal", "loss", 1)],
            "tabular": [effect_setting("label_change", "loss", 1)],
        }
        for _ in range(8)
    ]
    context = ReportContext(with_plan(study, people), seed=1, replicates=1_000)
    assert context.planned is not None
    (result,) = context.planned.results
    # Eight of eight changed alike: exact McNemar 2 / 2^8 = 0.0078.
    assert result.pvalue == pytest.approx(2 / 2**8, abs=0.005)
    assert result.is_significant


def test_a_change_on_an_ordered_axis_is_tested_by_its_order() -> None:
    study = changed(hypotheses=(hypothesis(axis="number", test="change"),))
    people: list[Person] = [
        {
            "image": [effect_setting("removal", "loss", number)],
            "tabular": [effect_setting("removal", "loss", number + 2)],
        }
        for number in range(1, 9)
    ]
    context = ReportContext(with_plan(study, people), seed=1, replicates=1_000)
    assert context.planned is not None
    (result,) = context.planned.results
    # All eight went up by two: R, wilcox.test(rep(2, 8), exact = TRUE) has p = 2 / 2^8.
    assert result.pvalue == pytest.approx(2 / 2**8)
    assert result.effect == "0 of 8 chose the same, 8 went up and 0 down"
    decided = [test for pair in paired_comparisons(context) for test in pair.tests if test.planned]
    assert [test.name for test in decided] == ["Wilcoxon"]


@pytest.mark.parametrize("scenario", ["tabular", "both"])
def test_a_trend_is_tested_where_planned(scenario: str) -> None:
    study = changed(hypotheses=(hypothesis(axis="number", scenario=scenario, test="trend"),))
    people: list[Person] = [
        {key: [effect_setting("removal", "loss", 10)] for key in ("image", "tabular")}
    ] * 6
    context = ReportContext(with_plan(study, people), seed=1, replicates=1_000)
    assert context.planned is not None
    (result,) = context.planned.results
    # Six at one end of ten levels: of all answers 2 / 10^6 lie as far, of turned scales 2 / 2^6.
    expected = 2 / 10**6 if scenario == "tabular" else 2 / 2**6
    assert result.pvalue == pytest.approx(expected, rel=1e-6)
    assert result.is_significant


def test_a_bayes_factor_stands_beside_planned_tests_where_the_plan_asks_for_it() -> None:
    study = planned_study(hypothesis(axis="action"), bayes_factor=True)
    people: list[Person] = [
        {"tabular": [effect_setting(action, METRICS[at % 3], 1 + at % 5)]}
        for action, times in zip(ACTIONS, (10, 9, 11), strict=True)
        for at in range(times)
    ]
    text = sentences(report_of(with_plan(study, people), planned_section))
    # Findings G8, on the same counts of the paper: BF₀₁ = 12.
    assert "BF₀₁ = 12" in text
    assert "evidence for equal shares" in text


def test_a_planned_test_that_nobody_met_is_said_to_be_missing() -> None:
    study = planned_study(hypothesis(axis="number"))
    report = report_of(with_plan(study, []), planned_section)
    assert table(report, "registered_tests").rows[0][-1] == "not testable"
    assert ("Even spread of number in tabular", "tested", "could not be tested") in table(
        report, "deviations"
    ).rows


def test_without_a_plan_everything_is_said_to_be_exploratory() -> None:
    report = build_report(observed(people_by_number(), study=one_scenario()))
    assert first_sentence(report).startswith(NO_PLAN)
    assert [block.text for block in section(report, "registered_plan").blocks] == [NO_PLAN]  # type: ignore[union-attr]


def test_the_section_names_the_plan_and_lists_what_people_did_otherwise() -> None:
    observations = number_planned()
    assert observations.plan is not None
    plan: RegisteredPlan = replace(observations.plan.plan, effects={"tabular": "cd"})
    late = replace(observations.plan, plan=plan, begun_before=2)
    report = report_of(replace(observations, plan=late), planned_section)
    text = sentences(report)
    assert f"was registered on 2027-01-31 (SHA-256 {'f' * 64})." in text
    rows = table(report, "deviations").rows
    assert ("Registration", "before anybody took part", "when 2 had begun") in rows
    assert ("Bundle shown in tabular", "cd", "b" * 64) in rows
    assert "The study departs from its plan in 2 points" in text
