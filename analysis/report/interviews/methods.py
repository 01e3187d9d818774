"""Where a report on interviews comes from, so that another lab can check it."""

import json
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from analysis.report.document import Paragraph, ReportProvenance, ReportSection
from analysis.report.interviews.observations import InterviewObservations
from analysis.report.sections.methods import (
    codebooks_of,
    coded_content,
    coding_rounds_of,
    provenance_table,
    software,
)
from survey.population import Population

REPLICATES = 2_000
"""Of the bootstraps of agreement."""


def interview_methods_section(provenance: ReportProvenance) -> ReportSection:
    explanation = (
        "Needfinder computed this report from what is stored: the study file, the sample, the "
        "codings of every coder, and their consensus. Bootstraps and random orders start from "
        "fixed seeds. The command needfinder report STUDY --verify FILE computes it again from the "
        "database and names whatever differs from a JSON report."
    )
    blocks = (Paragraph(explanation), provenance_table(provenance))
    return ReportSection("methods", "How this report was made", blocks)


def interview_provenance(observed: InterviewObservations, *, seed: int) -> ReportProvenance:
    return ReportProvenance(
        study=observed.study,
        simulated=observed.population is Population.SIMULATED,
        versions=tuple((version.label, version.digest) for version in observed.versions),
        plan=observed.plan.digest if observed.plan else "",
        bundles=(),
        codebooks=codebooks_of(observed.codes),
        rounds=coding_rounds_of(observed.codes),
        exclusions={},
        data_digest=interview_data_digest(observed),
        seed=seed,
        replicates=REPLICATES,
        software=software(),
    )


def interview_data_digest(observed: InterviewObservations) -> str:
    """SHA-256 of the sample, the stages and the codes; the same on every machine and database."""
    content = {
        "study": observed.study,
        "population": observed.population,
        "versions": [
            (version.label, version.digest, version.participants) for version in observed.versions
        ],
        "people": [_without_keys(asdict(person)) for person in observed.people],
        "left": [observed.withdrawn, observed.expired],
        "stages": [asdict(stage) for stage in observed.stages],
        "codes": [coded_content(results) for results in observed.codes],
        "traces": [asdict(trace) for trace in observed.traces],
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(text.encode()).hexdigest()


def _without_keys(person: dict[str, Any]) -> dict[str, Any]:
    """Without primary keys, which are others in another database."""
    person["transcripts"] = [
        {name: value for name, value in transcript.items() if name != "pk"}
        for transcript in person["transcripts"]
    ]
    return {name: value for name, value in person.items() if name != "pk"}
