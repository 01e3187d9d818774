from django.contrib import admin
from django.urls import path

from workspace.design import bundle_pages, difference_pages, opening_pages, pages, plan_pages
from workspace.design import preview_pages as previews
from workspace.frame.pages import study_address

VIEW = "survey.view_study"
_PREVIEW = "design/preview/<str:version>/"

urlpatterns = [
    path("bundles/", admin.site.admin_view(bundle_pages.bundles), name="bundles"),
    study_address("design/", pages.design, "design", VIEW),
    study_address("design/difference/", difference_pages.difference, "difference", VIEW),
    study_address("design/file/<str:version>/", pages.version_file, "version_file", VIEW),
    study_address(
        "design/opening/", opening_pages.opening, "opening", "survey.change_enrolmentwindow"
    ),
    study_address("design/plan/", plan_pages.plan, "plan", VIEW),
    study_address("design/plan/draft/", plan_pages.plan_download, "plan_download", VIEW),
    study_address("design/processing/", pages.processing, "processing", VIEW),
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
