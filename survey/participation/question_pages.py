"""Pages with questions; what is typed is stored as a draft until it can be submitted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from survey.design.path import PathPage, Section
from survey.errors import NewerDraft, WrongPage
from survey.participation.models import CheckAttempt, Draft, Participant
from survey.participation.page_form import PageForm, sent_again, typed
from survey.participation.page_texts import Asked, asked
from survey.participation.page_visits import draft_of, path_of, progress_at
from survey.participation.requests import has_ended, participant_time, participants_own
from survey.participation.submit import attempt_check, save_draft, submit_page

LOOK_THROUGH = "check"
"""The parameter of a page that says what is missing in its draft."""


def question_page(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    """A page to read or to answer, or the comprehension check, which can be tried again."""
    if request.method != "POST":
        return _show(request, participant, page)
    form, now = PageForm(page.questions, request.POST), participant_time(participant, request)
    if not form.is_valid():
        return _refuse(request, participant, page, form)
    if not page.is_check:
        following = submit_page(participant, page, form.answers(), now=now)
        return redirect("survey:page", participant.token, following.name)
    chosen = {key: answer["option"] for key, answer in form.answers().items()}
    passed_to = attempt_check(participant, page, chosen, now=now)
    if passed_to is None:
        return _look_through(participant, page)
    messages.success(request, "All answers are right.")
    return redirect("survey:page", participant.token, passed_to.name)


def _refuse(
    request: HttpRequest, participant: Participant, page: PathPage, form: PageForm
) -> HttpResponse:
    """Store what was sent as the draft, and redirect to the page that says what is missing.

    So going back never asks whether to send a form again. What a draft cannot hold, such as a text
    longer than any browser allows, is answered in place.
    """
    content = typed(form, request.POST)
    if PageForm(page.questions, sent_again(content)).errors != form.errors:
        shown = asked(participant, page)
        form = PageForm(shown.questions, request.POST)
        return _render(
            request, participant, page, form, _draft(participant, page), shown, status=422
        )
    save_draft(participant, page, content, now=participant_time(participant, request))
    return _look_through(participant, page)


def _look_through(participant: Participant, page: PathPage) -> HttpResponse:
    address = reverse("survey:page", args=[participant.token, page.name])
    return redirect(f"{address}?{LOOK_THROUGH}=yes")


def _show(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    draft, shown = _draft(participant, page), asked(participant, page)
    if draft is None:
        form = PageForm(shown.questions)
    elif LOOK_THROUGH not in request.GET:
        form = PageForm(shown.questions, initial=draft.content)
    else:
        form = PageForm(shown.questions, sent_again(draft.content))
        if page.is_check:
            _explain(participant, form, draft)
    return _render(request, participant, page, form, draft, shown)


def _draft(participant: Participant, page: PathPage) -> Draft | None:
    visit = participant.visits_by_page.get(page.name)
    if visit is None:  # read the very moment everything was deleted
        raise Participant.DoesNotExist
    return draft_of(visit) if page.questions else None


def _explain(participant: Participant, form: PageForm, draft: Draft) -> None:
    """Explain the wrong answers of the last attempt that still stand.

    What was not sent is not judged.
    """
    attempt = CheckAttempt.objects.filter(participant=participant).last()
    if attempt is None or not form.is_valid():
        return
    study = participant.definition
    for question in study.tutorial.check:
        chosen = attempt.chosen[question.key]
        if chosen != question.correct and chosen == draft.content[question.key]:
            why = 'Not quite. <span lang="{}" dir="{}">{}</span> Please try again.'
            words = format_html(why, study.language, study.direction, question.explanation)
            form.add_error(question.key, words)


def _render(
    request: HttpRequest,
    participant: Participant,
    page: PathPage,
    form: PageForm,
    draft: Draft | None,
    shown: Asked,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "study": participant.definition,
        "participant": participant,
        "page": page,
        "progress": progress_at(participant, page),
        "form": form,
        "asked": shown,
        "revision": draft.revision if draft else 0,
    }
    template = "follow_up" if page.section is Section.FOLLOW_UP else "page"
    return render(request, f"participation/{template}.html", context, status=status)


@require_POST
@participants_own
def draft(request: HttpRequest, participant: Participant, name: str) -> HttpResponse:
    """Store a draft that the page sends by itself; a submitted page keeps its answer.

    `draft-revision` is one more than the revision that the page knows of. Without it, the last
    draft sent stands.
    """
    page = next((candidate for candidate in path_of(participant) if candidate.name == name), None)
    if page is None:
        raise Http404(f"no page {name}")
    if has_ended(participant):
        return JsonResponse({"why": "over"}, status=409)
    sent = request.POST.get("draft-revision", "")
    revision = int(sent) if sent.isdecimal() and len(sent) < 10 else None
    content = typed(PageForm(page.questions), request.POST)
    now = participant_time(participant, request)
    try:
        save_draft(participant, page, content, now=now, revision=revision)
    except WrongPage:
        return JsonResponse({"why": "over"}, status=409)
    except NewerDraft:
        return JsonResponse({"why": "newer"}, status=409)
    return HttpResponse(status=204)
