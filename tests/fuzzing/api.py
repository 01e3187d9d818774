"""The API as its own description has it, asked with a token, and what an answer may not be."""

import json
from typing import Any

import requests
import schemathesis
from django.contrib.auth.models import User
from django.core.cache import cache

from analysis.api.tokens import make_token
from tests.permissions.people import Everything
from tests.world import NOON

ADDRESS = "/api/schema/"


def described(world: Everything) -> list[Any]:
    """The operations of the description, each a strategy of requests."""
    raw = json.loads(world.client("researcher").get(ADDRESS).content)
    schema = schemathesis.openapi.from_dict(raw)
    operations: list[Any] = list(schema.get_all_operations())
    return [operation.ok() for operation in operations]


def token_of(world: Everything) -> str:
    """A token of the researcher."""
    researcher = User.objects.get(username="researcher")
    return make_token(world.founding.study, researcher, "a test", now=NOON)


def answer_to(world: Everything, token: str, case: Any) -> Any:
    """Half of the requests name what is there, except for reports, which take long."""
    trial = world.a.trials.get(scenario="image")
    if case.path_parameters and len(str(case.query)) % 2:
        known = {
            "digest": trial.bundle,
            "error": trial.error,
            "slug": world.founding.study.slug,
            "name": "participants",
            "label": world.founding.label,
            "form": "docx",
        }
        case.path_parameters = {name: known[name] for name in case.path_parameters}
    cache.clear()  # else most would be refused for coming too fast
    asked = case.as_transport_kwargs(base_url="http://testserver")
    parts = {name: asked.get(name) for name in ("method", "url", "params")}
    path = requests.Request(**parts).prepare().path_url
    headers = {"authorization": f"Bearer {token}"}
    answer = world.client("anonymous").generic(case.method.upper(), path, headers=headers)
    if answer.streaming:
        b"".join(answer)  # what fails on the way fails here
    return answer


def problems_of(case: Any, status: int) -> list[str]:
    where = f"{case.method} {case.path}"
    if status >= 500:
        return [f"{where} answered {status} to {case.query!r:.300}"]
    promised = {int(code) for code in case.operation.definition.raw["responses"]}
    # Of every operation alike, and in no description: a path or a method that is not there.
    return [] if status in promised | {400, 404, 405, 406} else [f"{where} answered {status}"]
