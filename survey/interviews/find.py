"""Participants of interviews by the names that people type."""

from survey.errors import NotInterviews, UnfitInterviewee
from survey.interviews.models import Interviewee
from survey.studies.models import Study, StudyKind


def interviewee_of(study: str, label: str) -> Interviewee:
    """The participant of this number in the study of this name.

    Raises NotInterviews for a survey, and UnfitInterviewee where nobody is found.
    """
    owner = Study.objects.filter(slug=study).first()
    if owner is None:
        slugs = Study.objects.filter(kind=StudyKind.INTERVIEWS).order_by("slug")
        known = ", ".join(slugs.values_list("slug", flat=True)) or "none"
        raise UnfitInterviewee(
            f"There is no study {study}. Name a study of interviews; loaded are: {known}."
        )
    if owner.kind != StudyKind.INTERVIEWS:
        raise NotInterviews(study)
    people = Interviewee.objects.filter(study=owner).select_related("version", "study")
    if person := people.filter(label__iexact=label).first():
        return person
    labels = ", ".join(people.values_list("label", flat=True))
    raise UnfitInterviewee(
        f"There is no participant {label} in {study}. "
        + (f"Recorded are: {labels}." if labels else "Record participants first, in the admin.")
    )
