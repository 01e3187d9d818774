"""What a report is computed from beside the tables: counts of people who are in none, and the plan.

With it, somebody who has the package and no database computes the report again.
"""

import json
from collections.abc import Mapping
from typing import Any

from analysis.coding.rounds.coding_basis import codebook_basis
from analysis.export.scope import Scope
from analysis.records.collection import enrolment_period
from analysis.records.exclusion_reasons import rules_of
from analysis.records.people import analysed, analysis_flow, participants
from survey.population import Population
from survey.studies.find import current_version
from survey.studies.models import Preregistration, Study, StudyVersion

NAME = "report-basis.json"
FORMAT, FORMAT_VERSION = "needfinder-report-basis", 1


def basis_text(scope: Scope) -> str:
    """Nobody is named in it, and it holds no answer."""
    return json.dumps(_basis(scope), indent=1, ensure_ascii=False) + "\n"


def versions_begun(scope: Scope) -> tuple[StudyVersion, ...]:
    """The versions that somebody began in, the newest first; without any, the current one."""
    begun = participants(scope.study, scope.population).order_by().values("version")
    rows = StudyVersion.objects.filter(study=scope.study).select_related("study")
    return tuple(rows.filter(pk__in=begun)) or tuple(rows[:1])


def _basis(scope: Scope) -> dict[str, Any]:
    study, population = scope.study, scope.population
    number = analysed(study, population).count()
    flow = analysis_flow(study, population, number_analysed=number)
    period = enrolment_period(study) if population is Population.PEOPLE else None
    newest = current_version(study.slug)
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "study": study.slug,
        "population": population.value,
        "versions": [
            {"version": version.label, "sha256": version.digest}
            for version in versions_begun(scope)
        ],
        "first_stage": (newest.survey.first_stage or "") if newest else "",
        "flow": {
            "screened_out": dict(flow.screened_out),
            "taking_part": flow.taking_part,
            "withdrew": flow.withdrew,
            "expired": dict(flow.expired),
        },
        "enrolment": vars(period) if period else None,
        "exclusion_rules": rules_of(study),
        "plan": _plan(study),
        **_methods(scope),
        "codebooks": [*codebook_basis(study, population, scope.numbers)],
    }


def _methods(scope: Scope) -> Mapping[str, Any]:
    """Nothing where no method is scored, so that packages without any stay equal."""
    written = [
        {"file": name, "bundle_sha256": scores.file.bundle_sha256, "sha256": scores.digest}
        for name, scores in scope.method_files.items()
    ]
    return {"methods": written} if written else {}


def _plan(study: Study) -> Mapping[str, Any] | None:
    """The plan that was registered first, by which a report tests."""
    registered = Preregistration.objects.filter(version__study=study)
    first = registered.order_by("registered_at").first()
    if first is None:
        return None
    return {
        "content": first.plan,
        "sha256": first.digest,
        "registered_on": first.registered_at.date().isoformat(),
        "begun_before": first.begun_before,
    }
