"""A digest of everything observed, and what a report was computed with."""

import json
import sys
from dataclasses import asdict, replace
from hashlib import sha256
from importlib.metadata import version

import numpy as np

from analysis.records.observations import StudyObservations
from analysis.report.document import Provenance
from survey.population import Population

COMPUTED_WITH = ("numpy", "scipy", "statsmodels")


def provenance_of(observations: StudyObservations, *, seed: int) -> Provenance:
    bundles = {each.bundle: each.effects or "not loaded" for each in observations.stimuli}
    return Provenance(
        study=observations.study,
        simulated=observations.population is Population.SIMULATED,
        versions=tuple((each.label, each.digest) for each in observations.versions),
        plan=observations.plan.digest if observations.plan else "",
        bundles=tuple(sorted((name, digest) for digest, name in bundles.items())),
        codebooks=_codebooks(observations),
        rounds=_rounds(observations),
        exclusions=dict(observations.flow.excluded),
        data_digest=data_digest(observations),
        seed=seed,
        software=software(),
    )


def _codebooks(observations: StudyObservations) -> tuple[tuple[str, str], ...]:
    return tuple(
        dict.fromkeys(
            (f"{coded.book.slug}, version {each.version}", each.version_digest)
            for coded in observations.codes
            for each in coded.agreement
        )
    )


def _rounds(observations: StudyObservations) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            f"{coded.book.slug}, round {each.number}: {each.title}",
            f"{'closed' if each.closed else 'compared'}, version {each.version}",
        )
        for coded in observations.codes
        for each in coded.agreement
    )


def software() -> dict[str, str]:
    """Names and versions of all that computes; the formats' own writers change no number."""
    python = ".".join(map(str, sys.version_info[:3]))
    return {"Python": python, **{name: version(name) for name in COMPUTED_WITH}}


def data_digest(observations: StudyObservations) -> str:
    """SHA-256 of counts, columns, answers and codes, on whatever machine and database."""
    trials, tried = observations.trials, observations.explorations
    said = {
        "study": observations.study,
        "population": observations.population,
        "versions": [(each.label, each.digest, each.analysed) for each in observations.versions],
        "flow": vars(observations.flow) | {
            "screened_out": dict(observations.flow.screened_out),
            "expired": dict(observations.flow.expired),
            "excluded": dict(observations.flow.excluded),
            "excluded_by_key": dict(observations.flow.excluded_by_key),
        },
        "stimuli": [(each.bundle, each.error) for each in observations.stimuli],
        "answers": [(each.scenario, each.question, each.counts) for each in observations.answers],
        "codes": [asdict(replace(each, saturation=None)) for each in observations.codes],
    }  # fmt: skip
    told = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)
    found = sha256(told.encode())
    for column in (*vars(trials).values(), *vars(tried).values()):
        kind = "<f8" if column.dtype.kind == "f" else "<i8"
        found.update(np.ascontiguousarray(column, dtype=kind).tobytes())
    return found.hexdigest()
