from workspace.design import pages
from workspace.frame.pages import study_address

urlpatterns = [
    study_address("design/", pages.design, "design", "survey.view_study"),
]
