"""Where researchers and coders work: dashboards, exclusions, reports, codebooks, rounds."""

from analysis.admin.codebooks import CodebookAdmin
from analysis.admin.dashboards import StudyDashboardAdmin
from analysis.admin.exclusions import ExclusionStepAdmin
from analysis.admin.links import EXPORT_LINK, WATCH_LINK
from analysis.admin.reports import StudyReportAdmin
from analysis.admin.rounds import CodingRoundAdmin
from analysis.admin.transcripts import TranscriptAdmin

__all__ = [
    "EXPORT_LINK",
    "WATCH_LINK",
    "CodebookAdmin",
    "CodingRoundAdmin",
    "ExclusionStepAdmin",
    "StudyDashboardAdmin",
    "StudyReportAdmin",
    "TranscriptAdmin",
]
