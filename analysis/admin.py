"""The admins of the analysis, gathered from their rooms so that Django finds them."""

from analysis.coding.codebooks.pages import CodebookAdmin
from analysis.coding.rounds.pages import CodingRoundAdmin
from analysis.coding.transcripts.pages import TranscriptAdmin
from analysis.design_spaces.pages import DesignSpaceTraceAdmin
from analysis.export.page import EXPORT
from analysis.interviews.pages import InterviewsAdmin
from analysis.report.page import READ_REPORTS
from analysis.report.pages import StudyReportAdmin
from survey.studies.models import StudyKind
from survey.studies.study_links import StudyLink, add_study_link

__all__ = [
    "CodebookAdmin",
    "CodingRoundAdmin",
    "DesignSpaceTraceAdmin",
    "InterviewsAdmin",
    "StudyReportAdmin",
    "TranscriptAdmin",
]

for _label, _view, _permission in (
    ("Read the report", "analysis:report", READ_REPORTS),
    ("Read the simulated report", "analysis:simulated_report", READ_REPORTS),
    ("Export the data", "analysis:export", EXPORT),
):
    add_study_link(StudyLink(_label, _view, _permission, frozenset(StudyKind.values)))
