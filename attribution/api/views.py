"""Read-only addresses under /api/, and the records that they answer with."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition
from drf_spectacular.utils import OpenApiParameter, extend_schema
from pydantic import BaseModel, RootModel
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from attribution import queries
from attribution.effects.bundle import BaseModel as BaseModelRecord
from attribution.effects.bundle import Bundle, GroupEffect, ModelError
from attribution.effects.trial import RelevantSample
from attribution.errors import NoSuchSetting, NotInBundle
from attribution.panels.blocks import Block
from attribution.panels.bundle import PanelBundle, PanelError
from attribution.settings import Setting

ANSWER_VERSION = 3
"""To be raised whenever the answer for the same bundle gets other bytes."""


class BundleSummary(BaseModel):
    """A bundle in the list of bundles."""

    scenario: str
    digest: str
    loaded_at: datetime


class BundleList(RootModel[list[BundleSummary]]):
    """Every bundle that is loaded, the newest of each scenario first."""


class BundleAnswer(RootModel[Bundle | PanelBundle]):
    """A whole bundle, of effects or of panels."""


class EffectsAnswer(BaseModel):
    """What a trial shows for one setting on one model error: training-data effects."""

    error: ModelError
    base_model: BaseModelRecord
    setting: dict[str, str]
    relevant: int
    samples: tuple[RelevantSample, ...]
    effect: GroupEffect | None


class PanelAnswer(BaseModel):
    """What a trial shows for one setting on one model error: a panel."""

    error: PanelError
    setting: dict[str, str]
    estimated: str
    blocks: tuple[Block, ...]


class TrialAnswer(RootModel[EffectsAnswer | PanelAnswer]):
    """What a trial shows for one setting on one model error."""


class Refusal(BaseModel):
    """One sentence on what is wrong and what to do."""

    detail: str


REFUSALS = {401: Refusal, 403: Refusal, 404: Refusal, 429: Refusal}


def etag(request: Request, **_: Any) -> str:
    """A strong validator: an address with a bundle's digest has the same answer for ever."""
    version = f"{ANSWER_VERSION} {request.get_full_path()}"
    return f'"{sha256(version.encode()).hexdigest()}"'


immutable = [
    cache_control(private=True, max_age=31_536_000, immutable=True),
    condition(etag_func=etag),
]


class MayReadEffects(BasePermission):
    message = "This account may not read effects; a researcher's may."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.user.has_perm("attribution.view_storedbundle")


class EffectsView(APIView):
    permission_classes = (MayReadEffects,)

    def handle_exception(self, exc: Exception) -> Response:
        match exc:
            case NoSuchSetting():
                return super().handle_exception(ParseError(str(exc)))
            case NotInBundle():
                return super().handle_exception(NotFound(str(exc)))
        return super().handle_exception(exc)


class Bundles(EffectsView):
    @extend_schema(
        operation_id="list_bundles",
        responses={200: BundleList, 401: Refusal, 403: Refusal, 429: Refusal},
    )
    def get(self, request: Request) -> Response:
        """List the bundles that are loaded."""
        summaries = [
            BundleSummary(
                scenario=stored.scenario, digest=stored.digest, loaded_at=stored.loaded_at
            )
            for stored in queries.stored_bundles()
        ]
        return Response(BundleList(summaries).model_dump(mode="json"))


class WholeBundle(EffectsView):
    @extend_schema(operation_id="read_bundle", responses={200: BundleAnswer, **REFUSALS})
    @method_decorator(immutable)
    def get(self, request: Request, digest: str) -> Response:
        """Read a whole bundle: its errors, and what every setting shows on them."""
        return Response(BundleAnswer(queries.explanations(digest).bundle).model_dump(mode="json"))


SETTING = OpenApiParameter(
    "setting",
    {"type": "object", "additionalProperties": {"type": "string"}},
    required=True,
    style="form",
    explode=True,
    description="A level for each axis of the bundle: `?AXIS=LEVEL&AXIS=LEVEL`",
)


class TrialOfSetting(EffectsView):
    @extend_schema(
        operation_id="read_trial",
        parameters=[SETTING],
        responses={200: TrialAnswer, 400: Refusal, **REFUSALS},
    )
    @method_decorator(immutable)
    def get(self, request: Request, digest: str, error: str) -> Response:
        """Read what a trial shows for a setting on one model error."""
        explanations = queries.explanations(digest)
        setting = Setting.parse(request.query_params.dict(), explanations.axes)
        results = explanations.results(error, setting)
        answer = EffectsAnswer if explanations.kind == "effects" else PanelAnswer
        fields = {**vars(results), "setting": dict(setting)}
        return Response(TrialAnswer(answer(**fields)).model_dump(mode="json"))
