"""The links that analysis adds to a study's admin page."""

from analysis.dashboard.pages import WATCH
from analysis.export.page import EXPORT
from analysis.report.page import READ_REPORTS
from survey.studies.models import StudyKind
from survey.studies.study_links import StudyLink, add_study_link

ANY_KIND = frozenset(StudyKind.values)

WATCH_LINK = add_study_link(
    StudyLink("See how it is going", "admin:analysis_dashboard", WATCH, ANY_KIND)
)
REPORT_LINK = add_study_link(
    StudyLink("Read the report", "analysis:report", READ_REPORTS, ANY_KIND)
)
SIMULATED_REPORT_LINK = add_study_link(
    StudyLink("Read the simulated report", "analysis:simulated_report", READ_REPORTS, ANY_KIND)
)
EXPORT_LINK = add_study_link(StudyLink("Export the data", "analysis:export", EXPORT, ANY_KIND))
