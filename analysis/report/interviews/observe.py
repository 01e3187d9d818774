"""Reading what a report on interviews is made of."""

from collections import defaultdict

from django.db.models import Count, Q

from analysis.coding.codebooks.contents import frozen_themes
from analysis.coding.rounds.agreement import agreements
from analysis.coding.rounds.models import CodingRound, RoundCase, Stage
from analysis.coding.rounds.results import coding_results
from analysis.coding.visibility import REVEALED
from analysis.design_spaces.read import traces_of
from analysis.interviews.read import interview_sample
from analysis.records.interviewees import InterviewSample
from analysis.report.interviews.observations import (
    CodingStage,
    InterviewObservations,
    InterviewVersion,
    RegisteredInterviewPlan,
)
from analysis.statistics.agreement.records import RoundAgreement
from survey.population import Population
from survey.studies.models import Preregistration, Study, StudyVersion


def interview_observations(study: Study, population: Population) -> InterviewObservations:
    """Everything that a report on one population of a study of interviews is made of.

    The number of queries does not grow with the participants. Raises NotInterviews for a survey.
    """
    sample = interview_sample(study, population)
    return InterviewObservations(
        study=study.slug,
        population=population,
        versions=_versions(study, sample),
        attributes=sample.attributes,
        people=sample.people,
        withdrawn=sample.withdrawn,
        expired=sample.expired,
        stages=_stages(study, population),
        codes=coding_results(study, population),
        traces=traces_of(study, population),
        plan=_plan(study),
    )


def _versions(study: Study, sample: InterviewSample) -> tuple[InterviewVersion, ...]:
    """The versions to which somebody consented, the newest first; and the current one."""
    consented: dict[str, int] = defaultdict(int)
    for person in sample.people:
        consented[person.version] += 1
    rows = StudyVersion.objects.filter(study=study).order_by("-loaded_at", "-pk")
    return tuple(
        InterviewVersion(row.label, row.digest, row.interviews, consented[row.label])
        for row in rows
        if consented[row.label] or row.label == sample.version
    )


def _stages(study: Study, population: Population) -> tuple[CodingStage, ...]:
    """The rounds of which everybody may see something, by codebook and number."""
    rounds = list(
        CodingRound.objects.filter(
            codebook__study=study,
            synthetic=population is Population.SIMULATED,
            stage__in=REVEALED,
        )
        .select_related("codebook__study", "version")
        .annotate(counted=Count("coders", filter=Q(coders__excused_at__isnull=True)))
        .order_by("codebook__slug", "number")
    )
    members: dict[int, list[RoundCase]] = defaultdict(list)
    for member in RoundCase.objects.filter(round__in=rounds).select_related("case"):
        members[member.round_id].append(member)
    codebooks = {coding_round.codebook.slug: coding_round.codebook for coding_round in rounds}
    agreed: dict[tuple[str, int], RoundAgreement] = {
        (slug, agreement.number): agreement
        for slug, codebook in codebooks.items()
        for agreement in agreements(codebook, population)
    }
    return tuple(
        _stage(
            coding_round,
            members[coding_round.pk],
            agreed.get((coding_round.codebook.slug, coding_round.number)),
            coders=coding_round.counted,
        )
        for coding_round in rounds
    )


def _stage(
    coding_round: CodingRound,
    members: list[RoundCase],
    agreement: RoundAgreement | None,
    *,
    coders: int,
) -> CodingStage:
    version = coding_round.version
    assert version is not None, "a round past its workshop has one"  # noqa: S101
    members.sort(key=lambda member: member.position)
    return CodingStage(
        codebook=coding_round.codebook.slug,
        number=coding_round.number,
        title=coding_round.title,
        closed=coding_round.stage == Stage.CLOSED,
        version=version.number,
        themes=len([theme for theme in frozen_themes(version.content) if not theme.parent]),
        coders=coders,
        together=tuple(one.case.label for one in members if one.joint and not one.late),
        apart=tuple(one.case.label for one in members if not one.joint),
        late=tuple(one.case.label for one in members if one.late),
        agreement=agreement,
    )


def _plan(study: Study) -> RegisteredInterviewPlan | None:
    """The plan that was registered first, as later ones were made with more knowledge."""
    registration = (
        Preregistration.objects.filter(version__study=study)
        .select_related("version__study")
        .order_by("registered_at")
        .first()
    )
    if registration is None:
        return None
    return RegisteredInterviewPlan(
        version=registration.version.label,
        version_digest=registration.version.digest,
        definition=registration.version.interviews,
        digest=registration.digest,
        registered_on=registration.registered_at.date().isoformat(),
        begun_before=registration.begun_before,
    )
