"""Invitations by mail: written, looked at, sent a part at a time, and deleted."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from survey.enrolment.entry_parameters import EntryParameters
from survey.enrolment.send_invitations import send_some
from survey.errors import MailingRefused
from survey.recruitment.mailing import (
    delete_mailing,
    letter_of,
    mailings_of,
    make_mailing,
    make_reminder,
    progress_of,
)
from survey.recruitment.models import Mailing
from survey.studies.models import StudyVersion
from workspace.frame.pages import study_page
from workspace.recruit.mail_forms import (
    MailingForm,
    ReminderForm,
    first_letter,
    first_reminder,
)
from workspace.recruit.survey_only import of_survey, public_address

SECONDS = 15
"""How long a page sends; the server gives a page up after 30 seconds."""

ON_A_PAGE = 100

EXAMPLE = EntryParameters("an-example-that-admits-nobody"[:22])


@require_safe
@of_survey
def mailings(request: HttpRequest, version: StudyVersion) -> HttpResponse:
    return study_page(
        request,
        version.study,
        "recruit/mailings.html",
        "Invitations by mail",
        mailings=mailings_of(version.study.slug),
        server=settings.MAIL_SERVER,
        until=version.survey.retention.contacts_until,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_survey
def new_mailing(request: HttpRequest, version: StudyVersion) -> HttpResponse:
    """Nothing is sent from here: what was written is looked at first."""
    study = version.study
    form = MailingForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial=first_letter(version.survey),
    )
    if form.is_bound and form.is_valid():
        made = _stored(
            form,
            lambda: make_mailing(
                study.slug,
                form.letter,
                form.listed.addresses,
                page=public_address(request, study),
                day=timezone.now().date(),
            ),
        )
        if made is not None:
            mailing, before = made
            _say_who_was_left_out(request, form.listed.repeated, before)
            return redirect("workspace:mailing", study.slug, mailing.pk)
    return study_page(
        request,
        study,
        "recruit/new_mailing.html",
        "Write to people",
        status=422 if form.is_bound else 200,
        form=form,
    )


def _stored(form: forms.Form, store: Callable[[], Any]) -> Any:
    try:
        return store()
    except MailingRefused as problem:
        form.add_error(None, str(problem))
        return None


def _say_who_was_left_out(request: HttpRequest, repeated: int, before: int) -> None:
    if repeated:
        times = "address came" if repeated == 1 else "addresses came"
        messages.info(request, f"{repeated} {times} more than once and gets one mail.")
    if before:
        were = "was" if before == 1 else "were"
        messages.info(request, f"{before} {were} invited to this study before and left out.")


@require_safe
@of_survey
def mailing(request: HttpRequest, version: StudyVersion, pk: int) -> HttpResponse:
    """A mail as it arrives, how far the mailing is, and to whom it goes."""
    one = _mailing(version, pk)
    letter = letter_of(one)
    mails = one.mails.order_by("state", "address")
    return study_page(
        request,
        version.study,
        "recruit/mailing.html",
        one.subject,
        mailing=one,
        progress=progress_of(one),
        text=letter.text_with(EXAMPLE.added_to(one.page)),
        sender=settings.DEFAULT_FROM_EMAIL,
        reply_to=version.survey.contact.email,
        server=settings.MAIL_SERVER,
        is_second_link=one.reminder_of_id is not None and letter.holds_link,
        problems=mails.exclude(problem="")[:ON_A_PAGE],
        listed=Paginator(mails, ON_A_PAGE).get_page(request.GET.get("page", "1")),
        may_send=request.user.has_perm("recruitment.add_mailing", version.study),
        may_delete=request.user.has_perm("recruitment.delete_mailing", version.study),
    )


@require_http_methods(["POST"])
@of_survey
def send_mailing(request: HttpRequest, version: StudyVersion, pk: int) -> HttpResponse:
    one = _mailing(version, pk)
    if settings.MAIL_SERVER:
        _send(request, one)
    else:
        messages.error(
            request,
            "No mail can be sent: this server knows no mail server. Ask who runs it to set "
            "EMAIL_URL.",
        )
    return redirect("workspace:mailing", version.study.slug, one.pk)


def _send(request: HttpRequest, one: Mailing) -> None:
    try:
        outcome = send_some(one, seconds=SECONDS)
    except MailingRefused as problem:
        messages.error(request, str(problem))
        return
    done = outcome.progress
    if outcome.problem:
        messages.error(request, outcome.problem)
    elif done.waiting:
        messages.warning(
            request, f"{done.sent} of {done.all} mails were sent. Press the button to go on."
        )
    else:
        messages.success(request, f"{done.sent} of {done.all} mails were sent.")


@require_http_methods(["GET", "HEAD", "POST"])
@of_survey
def remind(request: HttpRequest, version: StudyVersion, pk: int) -> HttpResponse:
    one = _mailing(version, pk)
    form = ReminderForm(
        request.POST if request.method == "POST" else None,
        initial=first_reminder(version.survey, letter_of(one)),
    )
    if form.is_bound and form.is_valid():
        day = timezone.now().date()
        made = _stored(form, lambda: make_reminder(one, form.letter, day=day))
        if made is not None:
            return redirect("workspace:mailing", version.study.slug, made.pk)
    return study_page(
        request,
        version.study,
        "recruit/remind.html",
        "Remind them",
        status=422 if form.is_bound else 200,
        form=form,
        mailing=one,
        progress=progress_of(one),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_survey
def delete(request: HttpRequest, version: StudyVersion, pk: int) -> HttpResponse:
    one = _mailing(version, pk)
    if request.method == "POST":
        number = progress_of(one).all
        delete_mailing(one)
        messages.success(
            request,
            f"The mailing with its {number} address{'es' * (number != 1)} is deleted.",
        )
        return redirect("workspace:mailings", version.study.slug)
    return study_page(
        request,
        version.study,
        "recruit/delete_mailing.html",
        "Delete the addresses",
        mailing=one,
        progress=progress_of(one),
    )


def _mailing(version: StudyVersion, pk: int) -> Mailing:
    """A mailing of this study; those of other studies are not there."""
    one = Mailing.objects.filter(study=version.study.slug, pk=pk).first()
    if one is None:
        raise Http404("There is no such mailing.")
    return one
