from workspace.frame.pages import study_address
from workspace.log import pages

urlpatterns = [
    study_address("log/", pages.log, "log", "operations.view_change"),
    study_address("log/changes.csv", pages.log_csv, "log_csv", "operations.view_change"),
]
