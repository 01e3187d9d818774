"""One request for one address by one person, and all that it answered and changed."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.db import connections, transaction

from tests.permissions.people import DATABASES, Everything
from tests.permissions.statuses import LOG_IN

WRITING = ("INSERT", "UPDATE", "DELETE")


@dataclass
class Answer:
    """`status` is `LOG_IN` where it leads there; `written` is the SQL that changed something."""

    status: str
    headers: dict[str, str]
    text: str
    written: list[str] = field(default_factory=list)


def ask(
    world: Everything,
    route: str,
    person: str,
    method: str,
    *,
    form: dict[str, Any] | None = None,
    **options: Any,
) -> Answer:
    """Ask, with a form where one is sent, and take back whatever changed."""
    written: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(WRITING):
            written.append(sql)
        return execute(sql, *rest)

    with ExitStack() as stack:
        # Django's browser of tests copies what each template was given, which nobody looks at here.
        stack.enter_context(patch("django.test.client.store_rendered_templates", _forget))
        for name in DATABASES:
            stack.enter_context(transaction.atomic(using=name))
            stack.enter_context(connections[name].execute_wrapper(watch))
        send = getattr(world.client(person, **options), method.lower())
        response = send(world.address(route, person), *filter(None, [form]))
        content = b"".join(response) if response.streaming else response.content
        for name in DATABASES:
            transaction.set_rollback(True, using=name)
    leads_in = response.headers.get("Location", "").startswith("/admin/login/")
    status = LOG_IN if leads_in else str(response.status_code)
    return Answer(status, dict(response.headers), content.decode(errors="replace"), written)


def _forget(*_: Any, **__: Any) -> None:
    pass
