"""Where the numbers come from, so that another lab can check them."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from hashlib import sha256
from importlib.metadata import version
from typing import Any

import numpy as np

from analysis.records.observations import Answered, StudyObservations
from analysis.records.question_forms import question_forms
from analysis.report.context import ReportContext
from analysis.report.document import (
    Paragraph,
    ReportColumn,
    ReportProvenance,
    ReportSection,
    ReportTable,
)
from analysis.statistics.themes.results import CodingResults, told
from core.arrays import Booleans, Floats, Integers
from core.release import release
from survey.population import Population

COLUMNS = (ReportColumn("what", "What"), ReportColumn("value", "Value"))
COMPUTED_WITH = ("numpy", "scipy")
"""Packages that compute; those that write a format change no number."""


def methods_section(provenance: ReportProvenance, *, replicates: int) -> ReportSection:
    explanation = (
        "Everything simulated or resampled starts from the seed below and uses "
        f"{replicates:,} replicates, but for exact tests too large to enumerate, which say "
        "how many samples they drew. Pilots are in no count. The command needfinder report STUDY "
        "--verify FILE computes this report again from the database, or with --from PACKAGE from "
        "the data package alone, and names whatever differs from a JSON report."
    )
    return ReportSection(
        "methods",
        "How this report was made",
        (Paragraph(explanation), provenance_table(provenance)),
        in_appendix=True,
    )


def provenance_table(provenance: ReportProvenance) -> ReportTable:
    return ReportTable(
        "provenance",
        "What this report was made from.",
        COLUMNS,
        tuple(_rows(provenance)),
        "Digests are SHA-256. The same data and software give the same report, byte for byte.",
    )


def _rows(provenance: ReportProvenance) -> Iterator[tuple[str, str]]:
    yield "Study", provenance.study
    for label, digest in provenance.versions:
        yield f"Study file, version {label}", digest
    if provenance.plan:
        yield "Registered plan", provenance.plan
    yield from ((f"Bundle shown, {name}", digest) for name, digest in provenance.bundles)
    yield from ((f"Scores of methods, {name}", digest) for name, digest in provenance.methods)
    yield from ((f"Codebook {name}", digest) for name, digest in provenance.codebooks)
    for name, stage in provenance.rounds:
        yield f"Coding with {name}", stage
    for reason, people in provenance.exclusions.items():
        yield f"Excluded, {reason}", str(people)
    if not provenance.exclusions:
        yield "Excluded", "nobody"
    yield "Data", provenance.data_digest
    yield "Seed", str(provenance.seed)
    yield "Replicates", f"{provenance.replicates:,}"
    yield from provenance.software.items()


def provenance_of(context: ReportContext) -> ReportProvenance:
    observations = context.observations
    bundles = {stimulus.bundle: stimulus.name or "not loaded" for stimulus in observations.stimuli}
    return ReportProvenance(
        study=observations.study,
        simulated=observations.population is Population.SIMULATED,
        versions=tuple((version.label, version.digest) for version in observations.versions),
        plan=observations.plan.digest if observations.plan else "",
        bundles=tuple(sorted((name, digest) for digest, name in bundles.items())),
        codebooks=codebooks_of(observations.codes),
        rounds=coding_rounds_of(observations.codes),
        exclusions=dict(observations.flow.excluded),
        data_digest=data_digest(observations),
        seed=context.seed,
        replicates=context.replicates,
        software=software(),
        methods=tuple(
            sorted(
                (bundles[bundle], scores.digest) for bundle, scores in observations.methods.items()
            )
        ),
    )


def codebooks_of(codes: Iterable[CodingResults]) -> tuple[tuple[str, str], ...]:
    """Each codebook version with which a round was compared, with its digest."""
    return tuple(
        dict.fromkeys(
            (f"{results.book.slug}, version {coding_round.version}", coding_round.version_digest)
            for results in codes
            for coding_round in results.compared
        )
    )


def coding_rounds_of(codes: Iterable[CodingResults]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            f"{results.book.slug}, round {coding_round.number}: {coding_round.title}",
            f"{'closed' if coding_round.closed else 'compared'}, version {coding_round.version}",
        )
        for results in codes
        for coding_round in results.compared
    )


def software() -> dict[str, str]:
    """Names and versions of everything that computes, Needfinder first."""
    python = ".".join(map(str, sys.version_info[:3]))
    others = {name: version(name) for name in COMPUTED_WITH}
    return {"Needfinder": release(), "Python": python, **others}


def data_digest(observations: StudyObservations) -> str:
    """SHA-256 of counts, columns, answers and codes; the same on every machine and database.

    Answers that could tell who somebody is are in no report, and so not in its digest: whoever has
    the data package without them computes the same one.
    """
    flow = observations.flow
    told = _told(observations)
    content = {
        "study": observations.study,
        "population": observations.population,
        "versions": [
            (version.label, version.digest, version.analysed) for version in observations.versions
        ],
        "flow": {
            **vars(flow),
            "screened_out": dict(flow.screened_out),
            "expired": dict(flow.expired),
            "excluded": dict(flow.excluded),
            "excluded_by_key": dict(flow.excluded_by_key),
        },
        "stimuli": [(stimulus.bundle, stimulus.error) for stimulus in observations.stimuli],
        "collection": asdict(observations.collection),
        "answers": [
            _in_digest(answered)
            for answered in observations.answers
            if (answered.scenario, answered.question, answered.form) in told
        ],
        "codes": [coded_content(results) for results in observations.codes],
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    digest = sha256(text.encode())
    for column in _columns(observations):
        little_endian = "<f8" if column.dtype.kind == "f" else "<i8"
        digest.update(np.ascontiguousarray(column, dtype=little_endian).tobytes())
    return digest.hexdigest()


def coded_content(results: CodingResults) -> dict[str, Any]:
    """What a digest holds of the codes.

    Saturation follows from the occurrences, the rows of segments are others in another database,
    and coders count by their numbers. What no report tells is not in it either.
    """
    agreement = tuple(
        replace(agreed, measured=tuple(one.without_names() for one in agreed.measured))
        for agreed in results.agreement
    )
    quotes = {
        theme: tuple(replace(quote, segment=None) for quote in of_theme)
        for theme, of_theme in results.quotes.items()
    }
    content = asdict(replace(results, saturation=None, quotes=quotes, agreement=agreement))
    return {key: told(part) for key, part in content.items()}


def _columns(observations: StudyObservations) -> Iterator[Floats | Integers | Booleans]:
    """Every column, with settings as levels, since their list depends on the bundles loaded."""
    settings = {"chosen", "setting"}
    for columns in (
        observations.trials,
        observations.explorations,
        observations.taking_part,
        observations.excluded,
    ):
        for name, column in vars(columns).items():
            yield observations.levels_of(column) if name in settings else column
    for answers in observations.background:
        yield answers.ticked.astype(np.int64)
    for themes in observations.themes:
        yield from (themes.person, themes.held.astype(np.int64))


def _told(observations: StudyObservations) -> set[tuple[str, str, str]]:
    """The questions whose answers a report may tell, as `Answered` names them."""
    versions = ((version.label, version.definition) for version in observations.versions)
    return {
        (form.scenario, form.question.key, form.label)
        for form in question_forms(versions)
        if not form.is_identifying
    }


def _in_digest(answered: Answered) -> tuple[object, ...]:
    """Only an earlier form of a question is named, so that one version alone keeps its digest."""
    counted = answered.scenario, answered.question, answered.counts
    return (*counted, answered.form) if answered.form else counted
