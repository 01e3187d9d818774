"""The files of drafts and versions as archives, and the schema that the editor completes by."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from core.csv_response import download
from core.zip_files import packed
from survey.design.schema import study_schema
from survey.studies.drafts.check import check_draft
from survey.studies.drafts.find import files_of
from survey.studies.drafts.of_version import files_of_version
from survey.studies.models import Study, StudyVersion


@require_GET
def draft_archive(_request: HttpRequest, study: Study) -> HttpResponse:
    files = files_of(study)
    if not files:
        raise Http404("There is no draft.")
    return _archive(f"{study.slug}-draft", study, files)


@require_GET
def version_archive(_request: HttpRequest, study: Study, label: str) -> HttpResponse:
    """The draft's own files where they are this version, else files made from what is stored."""
    version = get_object_or_404(
        StudyVersion.objects.select_related("study"), study=study, label=label
    )
    name = f"{study.slug}-{version.label}"
    return _archive(name, study, own_files(version) or files_of_version(version))


def own_files(version: StudyVersion) -> dict[str, bytes]:
    """The files of the draft, where they are read to the content of the version; else none."""
    files = files_of(version.study)
    read = check_draft(version.study, files).study if files else None
    return files if read is not None and read.digest == version.digest else {}


def _archive(name: str, study: Study, files: Mapping[str, bytes]) -> HttpResponse:
    content = packed((f"{study.slug}/{path}", files[path]) for path in sorted(files))
    return download(content, f"{name}.zip", "application/zip")


@require_GET
def schema(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(study_schema())
