"""The pages from the information sheet to enrolment; nothing is stored before the last step."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from attribution.errors import NotInBundle
from survey.design.path import Section, participant_path
from survey.enrolment.consent_form import ConsentForm
from survey.enrolment.enrol import begun_with, count_screened_out, drawn_seed, enrol
from survey.enrolment.entry_parameters import EntryParameters, entry_parameters, require_entry
from survey.enrolment.models import ScreenedOut
from survey.enrolment.panel_return import PanelReturn, panel_return, panel_return_of_refused
from survey.enrolment.signed_consent import SignedConsent, drawn_start, start_of
from survey.errors import InvitationRefused, StudyClosed, TooManyAtOnce
from survey.participation.page_form import PageForm
from survey.participation.page_visits import progress_before_consent
from survey.participation.requests import (
    SimulatedRequest,
    request_time,
    simulated_request,
    unavailable_response,
)
from survey.population import Population
from survey.studies.find import current_version, version_with_digest
from survey.studies.load import SEED_BITS
from survey.studies.models import StudyVersion


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, slug: str) -> HttpResponse:
    """The consent page. Once every statement is ticked, it leads to the inclusion questions."""
    version = current_version(slug)
    if version is None:
        raise Http404(f"no study {slug}")
    study = version.survey
    arrival = entry_parameters(request, version)
    start = start_of(request.POST.get("start", ""))
    begun = begun_with(start) if request.POST else None
    if begun is not None:  # this form, sent once more by its owner
        return redirect("survey:resume", begun.token)
    if not (arrival.is_pilot or simulated_request(request)):
        try:
            require_entry(version, arrival, now=request_time(request))
        except StudyClosed as problem:
            return _refused(request, version, arrival, problem)
    if "decline" in request.POST:
        _screen_out(request, version, ScreenedOut.Reason.DECLINED, arrival)
        back = panel_return(study, "declined", from_panel=arrival.panel is not None)
        return _ended(request, "Thank you", study.consent.declined, arrival, back, version=version)
    form = ConsentForm(study.consent.statements, version.digest, request.POST or None)
    if form.is_valid():
        carried = SignedConsent.of_version(version, arrival, start, now=request_time(request))
        asked = PageForm(study.inclusion.criteria)
        return _ask_about_inclusion(request, version, carried, asked)
    context = _context(request, version, Section.CONSENT, form, arrival)
    context |= {"shown": version.digest, "start": request.POST.get("start") or drawn_start()}
    return render(request, "enrolment/consent.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def inclusion(request: HttpRequest, slug: str) -> HttpResponse:
    """The inclusion questions, with the consent carried in their form."""
    consent_page = reverse("survey:consent", args=[slug])
    carried = SignedConsent.read(request.POST.get("consent", ""))
    if carried is None:
        query = request.GET.urlencode()
        return redirect(f"{consent_page}?{query}" if query else consent_page)
    if carried.is_over(now=request_time(request)):
        messages.info(
            request,
            "You agreed more than an hour ago. Nothing of it is stored, so please tick again what "
            "you agree to.",
        )
        return redirect(carried.added_to(consent_page))
    version = version_with_digest(carried.version)
    if version is None:  # its content was replaced before anybody took part in it
        return redirect(carried.added_to(consent_page))
    study = version.survey
    arrival = carried.arrival(study)
    form = PageForm(study.inclusion.criteria, request.POST)
    if not form.is_valid():
        return _ask_about_inclusion(request, version, carried, form, status=422)
    answers = form.answers()
    if not all(
        answers[criterion.key]["option"] in criterion.eligible
        for criterion in study.inclusion.criteria
    ):
        _screen_out(request, version, ScreenedOut.Reason.NOT_ELIGIBLE, arrival)
        back = panel_return(study, "screened_out", from_panel=arrival.panel is not None)
        return _ended(request, "Thank you", study.inclusion.not_eligible, arrival, back)
    return _begin(request, version, carried, form)


def _begin(
    request: HttpRequest, version: StudyVersion, carried: SignedConsent, form: PageForm
) -> HttpResponse:
    study, simulated = version.survey, simulated_request(request)
    consent = carried.consent(study)
    now = max(request_time(request), consent.given_at)  # the clock may have gone back between them
    arrival = carried.arrival(study)
    try:
        participant = enrol(
            version,
            consent,
            inclusion=form.answers(),
            now=now,
            population=_population(request, arrival),
            draw=_draw_of(simulated),
            invitation=arrival.invitation,
            panel=arrival.panel,
        )
    except TooManyAtOnce as problem:
        form.add_error(None, str(problem))
        return _ask_about_inclusion(request, version, carried, form, status=429)
    except StudyClosed as problem:
        return _refused(request, version, arrival, problem)
    except NotInBundle as problem:
        text = "This study is still being prepared. Nothing about you is stored. Come back later."
        response = _ended(request, "You cannot begin now", text, arrival, status=503)
        return unavailable_response(request, response, problem)
    return redirect("survey:resume", participant.token)


def _population(request: HttpRequest, arrival: EntryParameters) -> Population:
    if arrival.is_pilot:
        return Population.PILOTS
    return Population.SIMULATED if simulated_request(request) else Population.PEOPLE


def _draw_of(simulated: SimulatedRequest | None) -> Callable[[], int]:
    return (lambda: simulated.chance.getrandbits(SEED_BITS)) if simulated else drawn_seed


def _screen_out(
    request: HttpRequest,
    version: StudyVersion,
    reason: ScreenedOut.Reason,
    arrival: EntryParameters,
) -> None:
    if _population(request, arrival) is Population.PEOPLE:
        count_screened_out(version, reason)


def _refused(
    request: HttpRequest, version: StudyVersion, arrival: EntryParameters, problem: StudyClosed
) -> HttpResponse:
    status = 403 if isinstance(problem, InvitationRefused) else 200
    back = panel_return_of_refused(version.survey, problem, arrival)
    return _ended(request, "You cannot begin now", str(problem), arrival, back, status=status)


def _ended(
    request: HttpRequest,
    title: str,
    text: str,
    arrival: EntryParameters,
    back: PanelReturn | None = None,
    *,
    status: int = 200,
    version: StudyVersion | None = None,
) -> HttpResponse:
    """A page for people who cannot begin. With a version, it links to the information sheet."""
    sheet = version and arrival.added_to(reverse("survey:study", args=[version.study.slug]))
    context = {
        "title": title,
        "text": text,
        "panel_return": back,
        "sheet": sheet,
        "population": _population(request, arrival),
    }
    return render(request, "enrolment/end.html", context, status=status)


def _ask_about_inclusion(
    request: HttpRequest,
    version: StudyVersion,
    carried: SignedConsent,
    form: PageForm,
    *,
    status: int = 200,
) -> HttpResponse:
    arrival = carried.arrival(version.survey)
    context = _context(request, version, Section.INCLUSION, form, arrival)
    action = carried.added_to(reverse("survey:inclusion", args=[version.study.slug]))
    context |= {"consent": carried.signed(), "action": action}
    return render(request, "participation/page.html", context, status=status)


def _context(
    request: HttpRequest,
    version: StudyVersion,
    section: Section,
    form: object,
    arrival: EntryParameters,
) -> dict[str, object]:
    study = version.survey
    path = participant_path(study, list(study.scenarios))
    page = next(page for page in path if page.section is section)
    return {
        "study": study,
        "page": page,
        "progress": progress_before_consent(study, page),
        "form": form,
        "population": _population(request, arrival),
    }
