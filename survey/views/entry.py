"""From the information sheet to the first page; nothing is stored before its last step."""

import secrets
from datetime import datetime

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from attribution.errors import NotInBundle
from survey.actions.enrolment import TOKEN_BYTES, ConsentGiven, count_turned_away, enrol
from survey.actions.places import open_for_participants
from survey.design.consent_text import consent_digest
from survey.design.path import Section, participant_path
from survey.errors import StudyClosed
from survey.forms.consent import ConsentForm
from survey.forms.pages import PageForm
from survey.models import StudyVersion, TurnedAway
from survey.queries.progress import Progress
from survey.queries.studies import current_version, version_with_digest

SALT = "survey.consent"


def _ended(request: HttpRequest, title: str, text: str, status: int = 200) -> HttpResponse:
    return render(request, "survey/end.html", {"title": title, "text": text}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, slug: str) -> HttpResponse:
    version = current_version(slug)
    if version is None:
        raise Http404(f"no study {slug}")
    try:
        open_for_participants(version, now=timezone.now())
    except StudyClosed as problem:
        return _ended(request, "You cannot begin now", str(problem))
    study = version.definition
    if "decline" in request.POST:
        count_turned_away(version, TurnedAway.Reason.DECLINED)
        return _ended(request, "Thank you", study.consent.declined)
    form = ConsentForm(study.consent.statements, version.digest, request.POST or None)
    if form.is_valid():
        return redirect(reverse("survey:inclusion", args=[slug]) + f"?consent={_signed(version)}")
    context = _context(version, Section.CONSENT, form) | {"shown": version.digest}
    return render(request, "survey/consent.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def inclusion(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        given = signing.loads(request.GET.get("consent", ""), salt=SALT)
    except signing.BadSignature:
        return redirect("survey:consent", slug)
    version = version_with_digest(given["version"])
    if version is None:  # its content was replaced before anybody took part in it
        return redirect("survey:consent", slug)
    study = version.definition
    form = PageForm(study.inclusion.criteria, request.POST or None)
    if not form.is_valid():
        context = _context(version, Section.INCLUSION, form)
        return render(request, "survey/page.html", context, status=422 if form.is_bound else 200)
    answers = form.answers()
    if not all(answers[each.key]["option"] in each.eligible for each in study.inclusion.criteria):
        count_turned_away(version, TurnedAway.Reason.NOT_ELIGIBLE)
        return _ended(request, "Thank you", study.inclusion.not_eligible)
    agreed = ConsentGiven(
        start=given["start"],
        digest=consent_digest(study),
        language=study.language,
        given_at=datetime.fromisoformat(given["given_at"]),
    )
    try:
        participant = enrol(version, agreed, inclusion=answers, now=timezone.now())
    except StudyClosed as problem:
        return _ended(request, "You cannot begin now", str(problem))
    except NotInBundle:
        return _ended(request, "You cannot begin now", "This study is still being prepared.")
    return redirect("survey:resume", participant.token)


def _signed(version: StudyVersion) -> str:
    """The consent, carried by the participant's own browser until there is a place for them."""
    given = {
        "version": version.digest,
        "start": secrets.token_urlsafe(TOKEN_BYTES),
        "given_at": timezone.now().isoformat(),
    }
    return signing.dumps(given, salt=SALT)


def _context(version: StudyVersion, section: Section, form: object) -> dict[str, object]:
    study = version.definition
    path = participant_path(study, list(study.scenarios))
    page = next(page for page in path if page.section is section)
    progress = Progress(page, steps=path[-1].step, minutes_left=study.duration_minutes)
    return {"study": study, "page": page, "progress": progress, "form": form}
