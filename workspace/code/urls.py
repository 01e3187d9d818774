from workspace.code import pages
from workspace.frame.pages import study_address

urlpatterns = [
    study_address(
        "code/", pages.code, "code", "analysis.view_codebook", "analysis.code_codinground"
    ),
]
