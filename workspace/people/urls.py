from workspace.frame.pages import study_address
from workspace.people import pages

urlpatterns = [
    study_address("people/", pages.people, "people", "survey.manage_members"),
]
