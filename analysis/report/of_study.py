"""The report on a study, whatever kind of study it is."""

from dataclasses import dataclass, replace

from analysis.errors import CannotReport
from analysis.report.document import Paragraph, Report
from survey.population import Population
from survey.studies.find import current_version
from survey.studies.models import Study, StudyKind


@dataclass(frozen=True)
class Draws:
    """The seed and the replicates of everything that a report on a survey simulates."""

    seed: int
    replicates: int


def report_of(
    study: Study,
    population: Population,
    *,
    with_first_stage: bool = False,
    draws: Draws | None = None,
) -> Report:
    """Everything that is known of one population, computed now.

    `with_first_stage` puts the interviews that a survey came from before it. `draws` are others
    than the usual ones. Raises CannotReport where the study names no first stage, or it is not
    loaded, and for draws of a study of interviews, where they are fixed.
    """
    if study.kind == StudyKind.INTERVIEWS:
        if draws is not None:
            raise CannotReport(
                f"{study} is a study of interviews, whose report has seeds of its own. Leave out "
                "--seed and --replicates."
            )
        if with_first_stage:
            raise CannotReport(
                f"{study} is a study of interviews, which has no first stage. Report on the survey "
                "that names it."
            )
        return _of_interviews(study, population)
    return _of_survey(study, population, draws, with_first_stage=with_first_stage)


def first_stage_of(study: Study) -> str:
    """The name of the interviews that a survey's newest version names; empty without any."""
    version = current_version(study.slug)
    if version is None or study.kind == StudyKind.INTERVIEWS:
        return ""
    return version.survey.first_stage or ""


def _of_interviews(study: Study, population: Population) -> Report:
    from analysis.report.interviews.build import build_interview_report  # slow: numpy
    from analysis.report.interviews.observe import interview_observations

    return build_interview_report(interview_observations(study, population))


def _of_survey(
    study: Study, population: Population, draws: Draws | None, *, with_first_stage: bool
) -> Report:
    from analysis.report.build import REPLICATES, SEED, build_report  # slow: scipy
    from analysis.report.observe import study_observations
    from analysis.report.two_stages import two_stages

    first = first_stage_of(study)
    drawn = draws or Draws(SEED, REPLICATES)
    observations = study_observations(study, population)
    survey = build_report(observations, seed=drawn.seed, replicates=drawn.replicates)
    if not with_first_stage:
        return naming_first_stage(survey, first) if first else survey
    if not first:
        raise CannotReport(
            f"{study} names no first stage. Write first_stage with the name of a study of "
            "interviews into its study file, and load it as a new version."
        )
    interviews = Study.objects.filter(slug=first, kind=StudyKind.INTERVIEWS).first()
    if interviews is None:
        raise CannotReport(
            f"{first}, the first stage of {study}, is not loaded. Load it with load_study first."
        )
    return two_stages(_of_interviews(interviews, population), survey)


def naming_first_stage(survey: Report, first: str) -> Report:
    """A report on a survey alone that says which interviews it came from."""
    sentence = Paragraph(
        f"Its first stage was {first}, a study of interviews with a report of its own; nobody who "
        "was interviewed is counted here."
    )
    first_sentence, *rest = survey.summary
    return replace(survey, summary=(first_sentence, sentence, *rest))
