from workspace.frame.pages import study_address
from workspace.watch import pages

urlpatterns = [
    study_address("watch/", pages.watch, "watch", "analysis.view_studydashboard"),
]
