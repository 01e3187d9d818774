from workspace.frame.pages import study_address
from workspace.report import pages

urlpatterns = [
    study_address("report/", pages.report, "report", "analysis.view_studyreport"),
]
