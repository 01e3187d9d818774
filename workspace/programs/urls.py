from workspace.frame.pages import study_address
from workspace.programs import pages

urlpatterns = [
    study_address("programs/", pages.programs, "programs", "survey.export_study"),
    study_address("programs/<int:pk>/revoke/", pages.revoke, "revoke_token", "survey.export_study"),
]
