"""The second stage begun: the files of a survey whose design space the interviews led to."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.design_spaces.survey_file import (
    NO_BUNDLE,
    SecondStage,
    fitting,
    problems_of,
    survey_file,
)
from analysis.design_spaces.trace_file import as_data
from analysis.errors import UnfitDesignSpace
from analysis.statistics.themes.trace import TraceRecord
from attribution.queries import known_bundle, known_bundles
from survey.design.problems import StudyFileError
from survey.design.reading import read_study
from survey.studies.models import StudyVersion


def begin_survey(trace: TraceRecord, version: StudyVersion) -> dict[str, bytes]:
    """The files of the survey's folder by their names, of a version of the study of interviews.

    Raises UnfitDesignSpace where a study file would refuse the design space.
    """
    if problems := problems_of(trace):
        raise UnfitDesignSpace("\n".join(problems))
    study = version.interviews
    stage = SecondStage(
        first_stage=study.study,
        language=study.language,
        contact=(study.contact.name, study.contact.organisation, study.contact.email),
        ethics=(study.ethics.committee, study.ethics.reference),
        answers_until=study.retention.answers_until,
        contacts_until=study.retention.contacts_until,
        bundle=_bundle_for(trace),
    )
    text = survey_file(trace, stage).encode()
    _require_valid(text, stage.bundle)
    data = json.dumps(as_data(trace), ensure_ascii=False, indent=2) + "\n"
    return {"study.yaml": text, "trace.json": data.encode()}


def _bundle_for(trace: TraceRecord) -> str:
    known = ((name, known_bundle(name)) for name in sorted(known_bundles()))
    return fitting(trace, ((name, dict(bundle.axes)) for name, bundle in known if bundle))


def _require_valid(text: bytes, bundle: str) -> None:
    """Raises UnfitDesignSpace with what the study check says of the file, but for the bundle."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "study.yaml"
        file.write_bytes(text)
        try:
            read_study(
                file,
                bundles={bundle},
                bundle_of=known_bundle if bundle != NO_BUNDLE else lambda _name: None,
            )
        except StudyFileError as problem:
            raise UnfitDesignSpace(
                "\n".join(f"{one.message} {one.remedy}" for one in problem.problems)
            ) from problem
