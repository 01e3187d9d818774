"""Sends a form, and finds what should not have happened."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction
from django.db.models import CharField, Model, TextField
from hypothesis import strategies as st

from tests.analysis.coding.transcripts.reading_files import document
from tests.fuzzing.forms import Form
from tests.permissions.markup import inline_code
from tests.permissions.people import DATABASES, Everything

NASTY = (
    "",
    " ",
    "\0",
    "a\0b",
    "-1",
    "0",
    "1",
    "1e400",
    "nan",
    "٣",
    "9" * 40,
    "=1+1",
    "on",
    "\u202e",
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "{{ 7|add:7 }}",
    "../../etc/passwd",
    "2027-02-30",
    "99999-01-01",
    "25:61",
    "a" * 10_000,
    "00000000-0000-0000-0000-000000000000",
    "\r\n",
    "\u2028",
)
NAMES = ("a.txt", "a.docx", "a.vtt", "a.srt", "a.json", "a.yaml", "a.qdc", "a.exe", "../a.txt", "a")
WRITTEN = re.compile(r'(?:INSERT INTO|UPDATE) "(\w+)"')
LONGEST = 20_000

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A real document of which some bytes are others."""
    content = bytearray(document("Ada: Hello", "Bo: And you?"))
    for _byte in range(draw(st.integers(1, 4))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    return bytes(content)


@st.composite
def sent(draw: st.DrawFn, form: Form) -> dict[str, Any]:
    """Mostly what the page offers, so that some of it gets as far as being stored."""
    data: dict[str, Any] = {}
    for name, offered in form.fields.items():
        strategy = st.one_of(
            st.sampled_from(offered),
            st.sampled_from(offered),
            st.just(None),
            st.sampled_from(NASTY),
            text,
        )
        values = draw(st.lists(strategy, min_size=1, max_size=2))
        data[name] = [value for value in values if value is not None]
    for name in form.files:
        content = draw(st.one_of(st.binary(max_size=60), damaged(), text.map(str.encode)))
        data[name] = SimpleUploadedFile(draw(st.sampled_from(NAMES)), content)
    return data


def problems_of(world: Everything, form: Form, data: dict[str, Any]) -> list[str]:
    """Send it, look at the answer and at what was stored, and take everything back."""
    tables: set[str] = set()

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        tables.update(WRITTEN.findall(sql[:200]))
        return execute(sql, *rest)

    with ExitStack() as stack:
        for name in DATABASES:
            stack.enter_context(transaction.atomic(using=name))
            stack.enter_context(connections[name].execute_wrapper(watch))
        response = world.client(form.person).post(form.address, data)
        problems = [f"answered {response.status_code}"] if response.status_code >= 500 else []
        if response.headers.get("Content-Type", "").startswith("text/html"):
            problems += inline_code(response.content.decode())
        if response.status_code < 500:
            problems += [problem for table in tables for problem in _rubbish(table)]
        for name in DATABASES:
            transaction.set_rollback(True, using=name)
    return problems


def _rubbish(table: str) -> Iterator[str]:
    """What the newest rows of a table hold that its model does not allow, or no person wrote."""
    models = [model for model in apps.get_models() if model._meta.db_table == table]
    for model in models:
        if model._meta.app_label in {"attribution", "survey", "analysis", "recruitment", "auth"}:
            for row in model._default_manager.order_by("-pk")[:2]:
                yield from _rubbish_of(row)


def _rubbish_of(row: Model) -> Iterator[str]:
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if value in field.empty_values or field.is_relation:
            continue
        try:
            field.clean(value, row)
        except ValidationError as problem:
            yield f"{row._meta.label}.{field.name} holds {value!r}: {problem}"
        content = str(value)
        is_text = isinstance(field, CharField | TextField) and field.name != "content"
        if "\0" in content or "\\x00" in content or (is_text and len(content) > LONGEST):
            yield f"{row._meta.label}.{field.name} holds {content[:80]!r}"
