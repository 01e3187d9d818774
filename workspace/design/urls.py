from workspace.design import pages
from workspace.design import preview_pages as previews
from workspace.frame.pages import study_address

VIEW = "survey.view_study"
_PREVIEW = "design/preview/<str:version>/"

urlpatterns = [
    study_address("design/", pages.design, "design", VIEW),
    study_address("design/preview/", previews.preview, "preview", VIEW),
    study_address(_PREVIEW, previews.preview, "preview_of", VIEW),
    study_address(f"{_PREVIEW}sheet/", previews.preview_sheet, "preview_sheet", VIEW),
    study_address(f"{_PREVIEW}<slug:way>/help/", previews.preview_help, "preview_help", VIEW),
    study_address(
        f"{_PREVIEW}<slug:way>/pages/<str:name>/", previews.preview_page, "preview_page", VIEW
    ),
    study_address(
        f"{_PREVIEW}<slug:way>/<str:aside>/", previews.preview_aside, "preview_aside", VIEW
    ),
]
