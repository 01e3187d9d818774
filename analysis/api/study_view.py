"""What a request asks for: its study, its population, and the options in its address."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.permissions import BasePermission
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from analysis.api.answers import Refusal
from analysis.api.authentication import TokenAuthentication
from analysis.api.models import ApiToken
from analysis.api.tokens import READ_BY_PROGRAM
from survey.members.access import is_member
from survey.population import Population
from survey.studies.models import Study

POPULATIONS = (Population.PEOPLE.value, Population.SIMULATED.value)
REFUSALS = {401: Refusal, 403: Refusal, 404: Refusal, 429: Refusal}

POPULATION = OpenApiParameter("population", enum=POPULATIONS, default=POPULATIONS[0])


def chosen(request: Request, name: str, offered: tuple[str, ...]) -> str:
    """The value of an option, the first of those offered where it is left out."""
    value: str = request.query_params.get(name, offered[0])
    if value not in offered:
        raise ParseError(f"There is no {name} {value!r} here. Use {' or '.join(offered)}.")
    return value


def population_asked(request: Request) -> Population:
    return Population(chosen(request, "population", POPULATIONS))


def attached(name: str) -> dict[str, str]:
    """The headers of an answer that is kept as a file of this name."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}


class Anything(BaseContentNegotiation):
    """The address says in which form the answer comes; `Accept` is not asked."""

    def select_parser(self, request: Request, parsers: Iterable[Any]) -> Any:
        return next(iter(parsers))

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, renderer.media_type


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, _auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of the study's page Programs; it begins with nf_.",
        }


class MayReadStudy(BasePermission):
    """Whether the account may do in the study what the answer takes."""

    message = (
        "Your role in this study does not let you read this. Ask a lead of the study for another."
    )

    def has_permission(self, request: Request, view: Any) -> bool:
        user = request.user
        return user.is_authenticated and all(
            user.has_perm(permission, view.study) for permission in view.permissions
        )


class StudyView(APIView):
    """Answers about one study, with what the account, or the owner of the token, may read."""

    permission_classes = (MayReadStudy,)
    permissions: tuple[str, ...] = (READ_BY_PROGRAM,)
    content_negotiation_class = Anything

    @cached_property
    def study(self) -> Study:
        """Raises NotFound for a study that is another's or another token's, or is none."""
        study = Study.objects.filter(slug=self.kwargs["slug"]).first()
        token = self.request.auth
        is_other = isinstance(token, ApiToken) and study is not None and token.study_id != study.pk
        if study is None or is_other or not is_member(self.request.user, study):
            raise NotFound(
                f"There is no study {self.kwargs['slug']} for you here. GET /api/studies/ lists "
                "those that you can read."
            )
        return study

    @property
    def token_name(self) -> str | None:
        """The name of the token that was sent; None in a browser."""
        token = self.request.auth
        return token.name if isinstance(token, ApiToken) else None
