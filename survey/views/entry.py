"""From the information sheet to the first page; nothing is stored before its last step."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from attribution.errors import NotInBundle
from survey.actions.enrolment import count_turned_away, drawn_seed, enrol
from survey.actions.invitations import require_admission
from survey.actions.studies import SEED_BITS
from survey.design.path import Section, participant_path
from survey.errors import InvitationRefused, StudyClosed, TooManyAtOnce
from survey.forms.consent import ConsentForm
from survey.forms.pages import PageForm
from survey.models import StudyVersion, TurnedAway
from survey.queries.progress import Progress
from survey.queries.studies import current_version, version_with_digest
from survey.recruitment.actions import keep_identifier
from survey.simulation.stand_in import StandIn
from survey.views.arrival import Arrival, arrival_of
from survey.views.carried import CarriedConsent
from survey.views.moment import moment, stand_in
from survey.views.unavailable import told


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, slug: str) -> HttpResponse:
    version = current_version(slug)
    if version is None:
        raise Http404(f"no study {slug}")
    study = version.definition
    arrival = arrival_of(request, study)
    if not (arrival.is_pilot or stand_in(request)):
        try:
            require_admission(version, arrival.invitation, now=moment(request))
        except StudyClosed as problem:
            return _refused(request, problem)
    if "decline" in request.POST:
        _turn_away(request, version, TurnedAway.Reason.DECLINED, arrival)
        return _ended(request, "Thank you", study.consent.declined, is_pilot=arrival.is_pilot)
    form = ConsentForm(study.consent.statements, version.digest, request.POST or None)
    if form.is_valid():
        carried = CarriedConsent.given(version, arrival, now=moment(request))
        address = reverse("survey:inclusion", args=[slug])
        return redirect(f"{address}?consent={carried.signed()}")
    context = _context(request, version, Section.CONSENT, form, arrival) | {"shown": version.digest}
    return render(request, "survey/consent.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def inclusion(request: HttpRequest, slug: str) -> HttpResponse:
    carried = CarriedConsent.read(request.GET.get("consent", ""))
    if carried is None:
        return redirect("survey:consent", slug)
    version = version_with_digest(carried.version)
    if version is None:  # its content was replaced before anybody took part in it
        return redirect(carried.added_to(reverse("survey:consent", args=[slug])))
    study = version.definition
    arrival = carried.arrival(study)
    form = PageForm(study.inclusion.criteria, request.POST or None)
    if not form.is_valid():
        context = _context(request, version, Section.INCLUSION, form, arrival)
        return render(request, "survey/page.html", context, status=422 if form.is_bound else 200)
    answers = form.answers()
    if not all(answers[each.key]["option"] in each.eligible for each in study.inclusion.criteria):
        _turn_away(request, version, TurnedAway.Reason.NOT_ELIGIBLE, arrival)
        onward = study.panel.screened_out if study.panel and arrival.panel else None
        text = study.inclusion.not_eligible
        return _ended(request, "Thank you", text, onward=onward, is_pilot=arrival.is_pilot)
    return _begin(request, version, carried, answers)


def _begin(
    request: HttpRequest, version: StudyVersion, carried: CarriedConsent, answers: dict[str, object]
) -> HttpResponse:
    study, simulated = version.definition, stand_in(request)
    consent = carried.consent(study)
    now = max(moment(request), consent.given_at)  # the clock may have gone back between them
    arrival = carried.arrival(study)
    try:
        participant = enrol(
            version, consent, inclusion=answers, now=now, is_pilot=arrival.is_pilot,
            is_simulated=simulated is not None, draw=_draw_of(simulated),
            invitation=arrival.invitation, from_panel=arrival.panel is not None,
        )  # fmt: skip
    except StudyClosed as problem:
        return _refused(request, problem)
    except NotInBundle as problem:
        text = "This study is still being prepared. Nothing about you is stored. Come back later."
        return told(request, _ended(request, "You cannot begin now", text, status=503), problem)
    if arrival.panel and not arrival.is_pilot:
        # Sent again, the form finds the participation begun and comes here once more.
        keep_identifier(study.study, arrival.panel, day=now.date())
    return redirect("survey:resume", participant.token)


def _draw_of(simulated: StandIn | None) -> Callable[[], int]:
    return (lambda: simulated.chance.getrandbits(SEED_BITS)) if simulated else drawn_seed


def _turn_away(
    request: HttpRequest, version: StudyVersion, reason: TurnedAway.Reason, arrival: Arrival
) -> None:
    if not (arrival.is_pilot or stand_in(request)):
        count_turned_away(version, reason)


def _refused(request: HttpRequest, problem: StudyClosed) -> HttpResponse:
    statuses = {InvitationRefused: 403, TooManyAtOnce: 429}
    status = statuses.get(type(problem), 200)
    return _ended(request, "You cannot begin now", str(problem), status=status)


def _ended(
    request: HttpRequest,
    title: str,
    text: str,
    *,
    status: int = 200,
    onward: str | None = None,
    is_pilot: bool = False,
) -> HttpResponse:
    context = {"title": title, "text": text, "onward": onward, "is_pilot": is_pilot}
    return render(request, "survey/end.html", context, status=status)


def _context(
    request: HttpRequest, version: StudyVersion, section: Section, form: object, arrival: Arrival
) -> dict[str, object]:
    study = version.definition
    path = participant_path(study, list(study.scenarios))
    page = next(page for page in path if page.section is section)
    progress = Progress(page, steps=path[-1].step, minutes_left=study.duration_minutes)
    return {
        "study": study,
        "page": page,
        "progress": progress,
        "form": form,
        "is_pilot": arrival.is_pilot,
        "is_simulated": stand_in(request) is not None,
    }
