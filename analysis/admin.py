"""The admins of the analysis, gathered from their rooms so that Django finds them."""

from analysis.coding.codebooks.pages import CodebookAdmin
from analysis.coding.rounds.pages import CodingRoundAdmin
from analysis.coding.transcripts.pages import TranscriptAdmin
from analysis.dashboard.pages import StudyDashboardAdmin
from analysis.dashboard.study_links import EXPORT_LINK, WATCH_LINK
from analysis.design_spaces.pages import DesignSpaceTraceAdmin
from analysis.interviews.pages import InterviewsAdmin
from analysis.report.pages import StudyReportAdmin

__all__ = [
    "EXPORT_LINK",
    "WATCH_LINK",
    "CodebookAdmin",
    "CodingRoundAdmin",
    "DesignSpaceTraceAdmin",
    "InterviewsAdmin",
    "StudyDashboardAdmin",
    "StudyReportAdmin",
    "TranscriptAdmin",
]
