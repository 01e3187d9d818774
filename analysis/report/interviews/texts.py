"""What the study file says of its researchers, and of what the findings do not say."""

from analysis.report.document import Paragraph, ReportSection
from analysis.report.interviews.observations import InterviewObservations

NOT_STATED = "The study file says nothing of it."


def reflexivity_section(observed: InterviewObservations) -> ReportSection:
    text = observed.definition.reflexivity
    return ReportSection("reflexivity", "Who asked, and who coded", _paragraphs(text))


def limits_section(observed: InterviewObservations) -> ReportSection:
    return ReportSection("limits", "Limits", _paragraphs(observed.definition.limits))


def _paragraphs(text: str | None) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, whose lines may be broken anywhere."""
    parts = (text or NOT_STATED).strip().split("\n\n")
    return tuple(Paragraph(" ".join(part.split())) for part in parts if part.strip())
