"""Each page of a preview: what a participant would see, and where they would be led next."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html

from attribution.errors import NotInBundle
from survey.design.panel import Ending
from survey.design.path import PRACTICE, PathPage, Section
from survey.enrolment.consent_form import ConsentForm
from survey.enrolment.panel_return import PanelReturn, panel_return
from survey.errors import BeganBefore
from survey.participation.page_form import PageForm
from survey.participation.page_texts import shown_text
from survey.participation.pages import PRACTISED, ContactForm
from survey.preview.context import context_of, on_to, tried_in, words_of
from survey.preview.frame import Preview, rendered
from survey.preview.trial_page import practised, trial
from survey.preview.tried import TriedSettings
from survey.preview.walk import ALREADY, ENDINGS

Shown = Callable[[HttpRequest, Preview, PathPage], HttpResponse]

MISSING = "preview/missing.html"


def previewed(request: HttpRequest, preview: Preview, name: str) -> HttpResponse:
    """A page of the preview by its name. What is sent to it leads on, and is stored nowhere."""
    if name in ENDINGS:
        return _ending(request, preview, name)
    page = preview.walk.page(name)
    if page is None:
        raise Http404(f"no page {name}")
    try:
        return _view_of(preview, page)(request, preview, page)
    except NotInBundle as problem:
        return rendered(request, preview, name, MISSING, {"problem": problem})


def _view_of(preview: Preview, page: PathPage) -> Shown:
    if page.is_trial:
        return trial
    if page.name == PRACTISED and page.key == PRACTICE and preview.study.tutorial.practice:
        return practised
    of_section: dict[Section, Shown] = {
        Section.INFORMATION: _information,
        Section.CONSENT: _consent,
        Section.COMPENSATION: _thanks,
    }
    return of_section.get(page.section, _questions)


def _information(request: HttpRequest, preview: Preview, page: PathPage) -> HttpResponse:
    begin = preview.address(preview.walk.first(Section.CONSENT).name)
    context = {"begin": begin, "version": _named(preview)}
    return rendered(request, preview, page.name, "studies/study.html", context)


def _named(preview: Preview) -> dict[str, Any]:
    """What the page of a study says of its version at its foot."""
    return {"label": preview.study.version, "study": {"slug": preview.study.study}}


def _consent(request: HttpRequest, preview: Preview, page: PathPage) -> HttpResponse:
    if "decline" in request.POST:
        return redirect(preview.address("end.declined"))
    statements = preview.study.consent.statements
    form = ConsentForm(statements, preview.digest, request.POST or None)
    if form.is_valid():
        return on_to(preview, page)
    context = {**context_of(preview, page), "form": form, "shown": preview.digest}
    del context["participant"]
    status = 422 if form.is_bound else 200
    return rendered(request, preview, page.name, "enrolment/consent.html", context, status=status)


def _questions(request: HttpRequest, preview: Preview, page: PathPage) -> HttpResponse:
    shown = words_of(preview, page, tried_in(request, preview))
    form = PageForm(shown.questions, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if page.section is Section.INCLUSION and not _is_eligible(preview, form):
            return redirect(preview.address("end.not_eligible"))
        if not page.is_check or not _explained(preview, form):
            return on_to(preview, page)
    context = {**context_of(preview, page), "form": form, "asked": shown}
    if page.section is Section.INCLUSION:
        del context["participant"]
    template = "follow_up" if page.section is Section.FOLLOW_UP else "page"
    return rendered(
        request,
        preview,
        page.name,
        f"participation/{template}.html",
        context,
        status=422 if form.is_bound else 200,
    )


def _is_eligible(preview: Preview, form: PageForm) -> bool:
    answers = form.answers()
    return all(
        answers[criterion.key]["option"] in criterion.eligible
        for criterion in preview.study.inclusion.criteria
    )


def _explained(preview: Preview, form: PageForm) -> bool:
    """Explain the wrong answers of the check; whether there were any."""
    study, answers = preview.study, form.answers()
    for question in study.tutorial.check:
        if answers[question.key]["option"] != question.correct:
            why = 'Not quite. <span lang="{}" dir="{}">{}</span> Please try again.'
            words = format_html(why, study.language, study.direction, question.explanation)
            form.add_error(question.key, words)
    return bool(form.errors)


def _thanks(request: HttpRequest, preview: Preview, page: PathPage) -> HttpResponse:
    compensation = preview.study.compensation
    asks = compensation.kind == "contact"
    form = ContactForm(request.POST if request.method == "POST" else None) if asks else None
    if form is not None and form.is_bound and form.is_valid():
        messages.info(request, "An address is stored here, apart from the answers. Not this one.")
        return redirect(preview.address(page.name))
    context = {
        **context_of(preview, page),
        "form": form,
        "compensation": compensation,
        "panel_return": _back_to_panel(preview, "completion"),
    }
    status = 422 if form is not None and form.is_bound else 200
    return rendered(
        request, preview, page.name, "participation/thanks.html", context, status=status
    )


def _back_to_panel(preview: Preview, ending: Ending) -> PanelReturn | None:
    """The link of somebody whom the panel sent, which nobody is sent along at once."""
    link = panel_return(preview.study, ending, from_panel=True)
    return PanelReturn(link.address) if link else None


def _ending(request: HttpRequest, preview: Preview, name: str) -> HttpResponse:
    if name == "end.stopped":
        context: dict[str, Any] = {
            "participant": preview.visitor(timezone.now()),
            "panel_return": _back_to_panel(preview, "stopped"),
        }
        return rendered(request, preview, name, "leaving/stopped.html", context)
    study = preview.study
    endings: dict[str, tuple[str, str, Ending, bool]] = {
        "end.declined": ("Thank you", study.consent.declined, "declined", True),
        "end.not_eligible": ("Thank you", study.inclusion.not_eligible, "screened_out", False),
        "end.full": (
            "You cannot begin now",
            "Every place in this study is taken. Thank you for your interest.",
            "full",
            False,
        ),
        ALREADY: ("You cannot begin now", str(BeganBefore()), "already", False),
    }
    title, text, ending, sheet = endings[name]
    context = {
        "title": title,
        "text": text,
        "panel_return": _back_to_panel(preview, ending),
        "sheet": preview.address(preview.walk.path[0].name) if sheet else None,
    }
    return rendered(request, preview, name, "enrolment/end.html", context)


def help_shown(request: HttpRequest, preview: Preview, scenario: str) -> HttpResponse:
    """The help of a scenario, or of no scenario where the page before it is in none."""
    walk, tried = preview.walk, tried_in(request, preview)
    briefs = [
        page for page in walk.path if page.section is Section.SCENARIO and page.scenario == scenario
    ]
    taught = {step.key for step in preview.study.tutorial.steps}
    steps = [page for page in walk.path if page.section is Section.TUTORIAL and page.key in taught]
    context = {
        "participant": preview.visitor(timezone.now()),
        "task": _text(preview, briefs[0], tried) if briefs else "",
        "tutorial": [{"title": step.title, "text": _text(preview, step, tried)} for step in steps],
    }
    back = briefs[-1].name if briefs else steps[-1].name
    return rendered(request, preview, "help", "participation/help.html", context, back=back)


def _text(preview: Preview, page: PathPage, tried: TriedSettings) -> str:
    return shown_text(page, words_of(preview, page, tried))


def leaving_shown(request: HttpRequest, preview: Preview, template: str) -> HttpResponse:
    """The pages on which participants leave, or read again what they agreed to."""
    if request.method == "POST":
        return redirect(preview.address("end.stopped"))
    context = {"participant": preview.visitor(timezone.now()), "can_stop": True}
    return rendered(request, preview, "leaving", template, context)
