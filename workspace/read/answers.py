"""The answers of a study by question: the list of questions, one question, and a search in all."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from analysis.admin_pages import file_name
from analysis.records.asked_questions import AskedQuestion
from analysis.records.counted_answers import counted_answers
from analysis.records.question_answers import answer_page, with_words
from core.csv_response import csv_file
from survey.population import Population
from survey.studies.downloads import note_download
from survey.studies.models import Study, StudyKind
from workspace.frame.pages import study_page
from workspace.read.answers_reading import Reading, reading_of
from workspace.read.answers_shown import csv_rows, header, question_words, sections


@require_safe
def answers(request: HttpRequest, study: Study) -> HttpResponseBase:
    """The list of questions, or what is found in all of them."""
    reading = reading_of(request, study)
    if reading is None:
        return _nothing(study)
    context = reading.context()
    if reading.words:
        found, after = reading.searched()
        context |= {"answers": reading.as_shown(found), "after": after}
    names = reading.versions[next(iter(reading.versions))]
    return study_page(
        request,
        study,
        "read/answers.html",
        "Answers by question",
        is_searched=bool(reading.words),
        sections=sections(reading.questions, names, reading.is_withheld),
        **context,
    )


@require_safe
def question(request: HttpRequest, study: Study, place: str, question: str) -> HttpResponseBase:
    """All answers to a question, counted where they can be and in the order of beginnings."""
    reading = reading_of(request, study, place=place, question=question)
    if reading is None or reading.asked is None:
        return _nothing(study)
    asked = reading.asked
    context = reading.context()
    if reading.words:
        found, after = reading.searched()
        context |= {"after": after}
    else:
        listed = answer_page(
            study, reading.by_place, reading.answers, page=request.GET.get("page", "1")
        )
        found = listed.answers
        context |= {"listed": listed, "counted": counted_answers(asked, reading.answers)}
    before, following = _beside(reading)
    return study_page(
        request,
        study,
        "read/question.html",
        question_words(asked.newest, reading.versions),
        asked=asked,
        wordings=_other_wordings(reading),
        answers=reading.as_shown(found),
        before=before,
        following=following,
        **context,
    )


@require_safe
def question_csv(request: HttpRequest, study: Study, place: str, question: str) -> HttpResponseBase:
    """The same answers as a file, all of them."""
    reading = reading_of(request, study, place=place, question=question)
    if reading is None or reading.asked is None:
        return _nothing(study)
    rows = reading.answers.order_by("participant__number", "pk")
    keys = (
        [key for _number, key in with_words(rows, reading.words)]
        if reading.words
        else list(rows.values_list("pk", flat=True))
    )
    details = {"question": question, "population": str(reading.population), "answers": len(keys)}
    note_download(study, "answers to a question", details)
    name = file_name(
        study.slug, f"{question}.csv", synthetic=reading.population is Population.SIMULATED
    )
    written = csv_rows(study, reading.by_place, reading.versions, keys, request.user)
    return csv_file(name, header(), written)


def _beside(reading: Reading) -> tuple[AskedQuestion | None, AskedQuestion | None]:
    """The questions before and after the one that is read, of those that may be read."""
    open_ones = [one for one in reading.questions if not reading.is_withheld(one)]
    at = open_ones.index(reading.asked) if reading.asked else 0
    return (
        open_ones[at - 1] if at else None,
        open_ones[at + 1] if at + 1 < len(open_ones) else None,
    )


def _other_wordings(reading: Reading) -> list[tuple[str, str]]:
    """Other words of the question, with the versions that ask so."""
    assert reading.asked is not None, "of a question that is asked"  # noqa: S101  for the types
    newest = question_words(reading.asked.newest, reading.versions)
    versions: dict[str, list[str]] = {}
    for form in reading.asked.forms:
        words = question_words(form.question, reading.versions)
        if words != newest:
            known = versions.setdefault(words, [])
            known.extend(label for label in form.versions if label not in known)
    return [(words, ", ".join(labels)) for words, labels in versions.items()]


def _nothing(study: Study) -> HttpResponse:
    """A study of interviews asks by a guide, and nobody answered one without a version."""
    if study.kind == StudyKind.INTERVIEWS:
        return redirect("admin:analysis_interviewees", study.slug)
    return redirect("workspace:read", study.slug)
