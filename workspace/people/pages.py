"""The page of a study's members, and what its buttons do."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from survey.errors import SurveyError
from survey.members.join import make_link, open_links, revoke_link
from survey.members.roles import caution
from survey.members.write import account_named, add_member, require_codes_in, roles_of
from survey.studies.models import Study
from workspace.frame.pages import study_page
from workspace.frame.tabs import Step
from workspace.people.forms import AddForm, InviteForm, RolesForm
from workspace.people.members import change_roles, leave, members_of


def people(request: HttpRequest, study: Study) -> HttpResponse:
    """The list; sent, its first form adds somebody who has an account."""
    form = AddForm(request.POST or None, prefix="add")
    if request.method == "POST" and form.is_valid():
        name, roles = form.cleaned_data["name"], form.cleaned_data["roles"]

        def add() -> None:
            add_member(study, account_named(name), roles, now=timezone.now())

        if run(form, add):
            said = f"The account {name.strip()} is a member now. {caution(roles)}"
            messages.success(request, said.strip())
            return redirect("workspace:people", study.slug)
    return _page(request, study, add=form)


def invite(request: HttpRequest, study: Study) -> HttpResponse:
    """Make a link and show it this once; asked for otherwise it leads to the list."""
    if request.method != "POST":
        return redirect("workspace:people", study.slug)
    form = InviteForm(request.POST, prefix="invite")
    link: list[str] = []
    if form.is_valid():
        sent = form.cleaned_data

        def make() -> None:
            by: Any = request.user
            link.append(make_link(by, study, sent["roles"], note=sent["note"], now=timezone.now()))

        if run(form, make):
            return study_page(
                request,
                study,
                "people/link.html",
                "A link to join",
                address=join_address(request, link[0]),
                note=sent["note"],
                caution=caution(sent["roles"]),
                back=reverse("workspace:people", args=[study.slug]),
            )
    return _page(request, study, invite=form)


@require_POST
def revoke(request: HttpRequest, study: Study, link: int) -> HttpResponse:
    run_with_message(request, lambda: revoke_link(study, link), "The link lets nobody in any more.")
    return redirect("workspace:people", study.slug)


def member(request: HttpRequest, study: Study, user: int) -> HttpResponse:
    """The roles of one person."""
    person = _member(study, user)
    roles = roles_of(study, person)
    form = RolesForm(request.POST or None, initial={"roles": [str(role) for role in roles]})
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["roles"]
        if run(form, lambda: change_roles(study, person, wanted, now=timezone.now())):
            said = f"Roles of {person.get_username()}: {', '.join(wanted)}. {caution(wanted)}"
            messages.success(request, said.strip())
            return redirect("workspace:people", study.slug)
    return study_page(
        request,
        study,
        "people/member.html",
        f"Roles of {person.get_username()}",
        form=form,
        person=person,
        caution=caution(roles),
    )


@require_POST
def remove(request: HttpRequest, study: Study, user: int) -> HttpResponse:
    person = _member(study, user)
    name = person.get_username()
    run_with_message(
        request,
        lambda: leave(study, person, now=timezone.now()),
        f"The account {name} is no member any more. What it coded stays.",
    )
    return redirect(
        "workspace:people" if person != request.user else "admin:index",
        *([study.slug] if person != request.user else []),
    )


@require_POST
def codes(request: HttpRequest, study: Study) -> HttpResponse:
    required = request.POST.get("required") == "yes"
    require_codes_in(study, required=required)
    messages.success(
        request,
        "Members without one-time codes set them up before anything of this study opens to them."
        if required
        else "Members need no one-time codes for this study.",
    )
    return redirect("workspace:people", study.slug)


def run(form: Any, action: Callable[[], object]) -> bool:
    """Run an action and say whether it succeeded; its sentence is shown above the form."""
    try:
        action()
    except SurveyError as problem:
        form.add_error(None, str(problem))
        return False
    return True


def run_with_message(request: HttpRequest, action: Callable[[], object], done: str) -> bool:
    try:
        action()
    except SurveyError as problem:
        messages.error(request, str(problem))
        return False
    messages.success(request, done)
    return True


def join_address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("join:join", args=[token]))


def _page(request: HttpRequest, study: Study, **forms: Any) -> HttpResponse:
    listed = members_of(study)
    links = list(open_links(study, now=timezone.now()))
    return study_page(
        request,
        study,
        "people/people.html",
        "People",
        step=_step(len(listed), len(links)),
        members=listed,
        links=links,
        add=forms.get("add") or AddForm(prefix="add"),
        invite=forms.get("invite") or InviteForm(prefix="invite"),
    )


def _step(members: int, links: int) -> Step:
    done = f"{members} {'person works' if members == 1 else 'people work'} on this study"
    if links:
        done += f", and {links} {'link is' if links == 1 else 'links are'} waiting to be used"
    return Step(f"{done}.", "Invite somebody by a link.", ("Invite by a link", "#invite"))


def _member(study: Study, pk: int) -> User:
    person = get_object_or_404(User, pk=pk)
    if not roles_of(study, person):
        raise Http404("This account is no member of the study.")
    return person
