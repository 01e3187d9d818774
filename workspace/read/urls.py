from workspace.frame.pages import study_address
from workspace.read import pages

urlpatterns = [
    study_address("read/", pages.read, "read", "survey.read_answers"),
]
