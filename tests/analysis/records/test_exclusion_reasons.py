"""People are excluded by the rules of their study's plan, by name, or for reasons no plan names."""

import pytest
from django.contrib.auth.models import User

from analysis.errors import CannotExclude
from analysis.records.exclude import exclude
from analysis.records.exclusion_reasons import reason_in_words, reasons_to_exclude, rules_of
from analysis.records.models import Reason
from analysis.records.people import analysis_flow
from survey.design.plan import ExclusionRule
from survey.models import Study
from survey.population import Population
from tests.analysis.another_version import next_version
from tests.analysis.conftest import Studied
from tests.world import NOON, founding_study

pytestmark = pytest.mark.django_db


def with_rule(key: str, title: str | None = None) -> None:
    """A newer version whose plan has this rule alone."""
    plan = founding_study().survey.plan
    assert plan is not None
    rule = ExclusionRule(key=key, title=title, text="Somebody finished in under two minutes.")
    next_version(plan=plan.model_copy(update={"exclusions": (rule,)}))


def test_rules_come_first_and_reasons_that_no_rule_names_after_them(studied: Studied) -> None:
    with_rule("too_fast", "Faster than reading")
    reasons = reasons_to_exclude(studied.study)
    assert list(reasons.items()) == [
        ("too_fast", "Faster than reading"),
        # The first version's rules, which have no names of their own.
        ("low_quality", "low-quality answers"),
        ("repeated", "took part more than once"),
        ("technical", "technical problem"),
        ("not_eligible", "not eligible after all"),
        ("other", "another reason"),
    ]


def test_a_report_names_the_rule_by_which_somebody_is_excluded(
    studied: Studied, rosa: User
) -> None:
    with_rule("too_fast", "Faster than reading")
    exclude(studied.ada, "too_fast", by=rosa, now=NOON)
    exclude(studied.bo, Reason.OTHER, by=rosa, now=NOON)
    flow = analysis_flow(studied.study, Population.PEOPLE)
    assert flow.excluded == {"another reason": 1, "Faster than reading": 1}
    assert flow.excluded_by_key == {"other": 1, "too_fast": 1}


def test_a_rule_without_a_name_is_named_by_its_key(studied: Studied) -> None:
    with_rule("too_fast")
    assert rules_of(studied.study)["too_fast"] == "too fast"
    assert reason_in_words("gone_rule", rules_of(studied.study)) == "gone rule"


def test_a_reason_that_the_study_does_not_have_is_refused(studied: Studied, rosa: User) -> None:
    with pytest.raises(CannotExclude, match="“too fast” is no reason here"):
        exclude(studied.ada, "too_fast", by=rosa, now=NOON)


def test_a_study_without_a_plan_has_no_rules() -> None:
    assert rules_of(Study.objects.create(slug="empty")) == {}
