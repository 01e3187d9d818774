"""Why participants are excluded: the rules that a plan names, and reasons that none does."""

from collections.abc import Iterator, Mapping

from analysis.preregistration.plan import RegisteredPlan
from analysis.records.models import Reason
from survey.studies.models import Preregistration, Study, StudyVersion

REASONS_TO_READMIT = (Reason.MISTAKEN, Reason.REASSESSED, Reason.OTHER)
UNPLANNED_REASONS = tuple(
    reason for reason in Reason if reason not in {Reason.MISTAKEN, Reason.REASSESSED}
)


def rules_of(study: Study) -> dict[str, str]:
    """The exclusion rules of a study, by key: their names.

    Those of the plan that was registered first come first, then those of newer plans and versions.
    """
    rules: dict[str, str] = {}
    for key, title in _rules(study):
        rules.setdefault(key, title or _unnamed(key))
    return rules


def reasons_to_exclude(study: Study) -> dict[str, str]:
    """Everything for which somebody of the study can be excluded, by key: the rules first."""
    rules = rules_of(study)
    unplanned = (reason for reason in UNPLANNED_REASONS if reason.value not in rules)
    return rules | {reason.value: str(reason.label) for reason in unplanned}


def reason_in_words(key: str, rules: Mapping[str, str]) -> str:
    """A reason as pages and reports name it; `rules` are those of the study."""
    return rules.get(key) or _unnamed(key)


def _unnamed(key: str) -> str:
    return str(Reason(key).label) if key in Reason.values else key.replace("_", " ")


def _rules(study: Study) -> Iterator[tuple[str, str]]:
    registered = Preregistration.objects.filter(version__study=study).order_by("registered_at")
    for plan in registered.values_list("plan", flat=True):
        parsed = RegisteredPlan.parse(plan)
        yield from ((key, parsed.exclusion_titles.get(key, "")) for key in parsed.exclusions)
    for version in StudyVersion.objects.filter(study=study).order_by("-loaded_at", "-pk"):
        rules = version.survey.plan.exclusions if version.survey.plan else ()
        yield from ((rule.key, rule.title or "") for rule in rules)
