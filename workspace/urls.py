"""The addresses of the workspace, below /admin/; each room has its own."""

from survey.members.roles import PERMISSIONS
from workspace.archive.urls import urlpatterns as archive
from workspace.code.urls import urlpatterns as code
from workspace.design.urls import urlpatterns as design
from workspace.drafts.urls import urlpatterns as drafts
from workspace.frame.pages import first_page, study_address
from workspace.help.urls import urlpatterns as help_pages
from workspace.log.urls import urlpatterns as log
from workspace.people.urls import urlpatterns as people
from workspace.programs.urls import urlpatterns as programs
from workspace.read.urls import urlpatterns as read
from workspace.recruit.urls import urlpatterns as recruit
from workspace.report.urls import urlpatterns as report
from workspace.watch.urls import urlpatterns as watch

ANYTHING = sorted(set[str]().union(*PERMISSIONS.values()))

app_name = "workspace"
urlpatterns = [
    study_address("", first_page, "study", *ANYTHING),
    *drafts,
    *design,
    *recruit,
    *watch,
    *read,
    *code,
    *report,
    *archive,
    *people,
    *programs,
    *log,
    *help_pages,
]
