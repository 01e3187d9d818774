from workspace.frame.pages import study_address
from workspace.recruit import pages

urlpatterns = [
    study_address(
        "recruit/", pages.recruit, "recruit", "survey.view_invitation", "recruitment.view_mailing"
    ),
]
