from workspace.archive import pages
from workspace.frame.pages import study_address

urlpatterns = [
    study_address("archive/", pages.archive, "archive", "survey.export_study"),
]
