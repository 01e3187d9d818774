"""The page that a link to join opens: a button for who has an account, a form for who has none."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from analysis.admin_pages import page
from survey.errors import LinkRefused, SurveyError
from survey.members.join import digest_of, join_with_new_account, link_of, use_link
from survey.members.models import JoinLink
from survey.members.roles import IN_WORDS, Role
from survey.studies.find import current_version
from workspace.log_in.attempts import too_often
from workspace.log_in.enter import let_in
from workspace.log_in.forms import NewAccountForm
from workspace.log_in.pages import to_provider
from workspace.log_in.single_sign_on import provider

TRIES = 20
"""Forms at one link within a minute."""


def join(request: HttpRequest, token: str) -> HttpResponse:
    digest = digest_of(token)
    try:
        link = link_of(digest, now=timezone.now())
    except LinkRefused as problem:
        return _private(
            page(request, "people/no_link.html", "No way in", problem=str(problem)), 404
        )
    user = request.user
    form = NewAccountForm(request.POST if not user.is_authenticated and request.POST else None)
    if request.method == "POST":
        try:
            if too_often(f"join:{digest}", TRIES):
                form.add_error(None, "Too many tries. Wait a minute, then send the form again.")
            elif isinstance(user, User):
                return _private(_let_in(use_link(digest, user, now=timezone.now())))
            elif form.is_valid():
                sent = form.cleaned_data
                made, used = join_with_new_account(
                    digest, sent["name"], sent["password"], now=timezone.now()
                )
                let_in(request, made)
                return _private(_let_in(used))
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        except SurveyError as problem:
            form.add_error(None, str(problem))
    return _private(_page(request, link, token, form))


def join_by_sign_on(request: HttpRequest, token: str) -> HttpResponse:
    """Leads to the provider, from where the link is used for who comes back."""
    digest = digest_of(token)
    try:
        link_of(digest, now=timezone.now())
    except LinkRefused as problem:
        return _private(
            page(request, "people/no_link.html", "No way in", problem=str(problem)), 404
        )
    return _private(
        to_provider(request, join=digest, address=request.path.removesuffix("sign-on/"))
    )


def _page(request: HttpRequest, link: JoinLink, token: str, form: NewAccountForm) -> HttpResponse:
    version = current_version(link.study.slug) if link.study else None
    return page(
        request,
        "people/join.html",
        "Join a study" if link.study else "Join Needfinder",
        link=link,
        study_title=version.definition.title if version else link.study,
        roles=[(Role(role).label, IN_WORDS[Role(role)]) for role in link.roles],
        form=form,
        log_in=f"{reverse('admin:login')}?next={request.path}",
        sign_on=reverse("join:sign_on", args=[token]) if provider() else "",
        provider=provider(),
    )


def _let_in(link: JoinLink) -> HttpResponse:
    return redirect("workspace:study", link.study.slug) if link.study else redirect("admin:index")


def _private(response: HttpResponse, status: int = 0) -> HttpResponse:
    """Keep the address from being passed on, as those of participants are."""
    response.headers["Referrer-Policy"] = "strict-origin"
    add_never_cache_headers(response)
    response.status_code = status or response.status_code
    return response
