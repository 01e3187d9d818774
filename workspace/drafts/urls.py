from django.contrib import admin
from django.urls import URLPattern, path

from workspace.drafts.downloads import draft_archive, schema, version_archive
from workspace.drafts.draft_page import draft_page
from workspace.drafts.files_page import draft_files
from workspace.drafts.new_study_page import new_study_page
from workspace.frame.pages import study_address

CHANGE = "survey.change_study"

urlpatterns: list[URLPattern] = [
    path("new-study/", admin.site.admin_view(new_study_page), name="new_study"),
    path("study.schema.json", admin.site.admin_view(schema), name="study_schema"),
    study_address("design/draft/", draft_page, "draft", CHANGE),
    study_address("design/draft/files/", draft_files, "draft_files", CHANGE),
    study_address("design/draft/files.zip", draft_archive, "draft_archive", CHANGE),
    study_address(
        "design/versions/<str:label>/files.zip",
        version_archive,
        "version_archive",
        "survey.view_studyversion",
    ),
]
