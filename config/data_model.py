"""The page on the tables of both databases, made by `python -m config.data_model FILE`."""

import inspect
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import django

HEAD = """# The data model

The tables of both databases and what they refer to, in the order of the work. This page is made
from the models themselves: `python -m config.data_model docs/reference/data-model.md` writes it
again, and a test holds it to them.

Participants, what they did and how it is coded are in the main database. Who was recruited is in
[a database of its own](settings.md#the-recruitment-database), which nothing in the main one refers
to. What leaves as files is in [the data package](data-package.md), with every column explained.

"""
ROOMS = (
    ("survey", "Studies and participants"),
    ("attribution", "What trials show"),
    ("analysis", "Coding and reports"),
    ("operations", "The log of changes"),
    ("workspace", "Log-in"),
    ("recruitment", "The recruitment database"),
)
"""Labels of apps, each with the heading of its tables."""


def page() -> str:
    return HEAD + "\n".join(_sections())


def _sections() -> Iterator[str]:
    from django.apps import apps

    for label, heading in ROOMS:
        models = [one for one in apps.get_app_config(label).get_models() if not one._meta.proxy]
        yield f"## {heading}\n"
        yield "| Table | One row is | Refers to |\n|---|---|---|"
        yield from (_row(model) for model in sorted(models, key=lambda model: model.__module__))
        yield ""


def _row(model: type) -> str:
    options = model._meta  # type: ignore[attr-defined]
    said = inspect.getdoc(model) or ""
    if said.startswith(f"{model.__name__}("):  # Django's own, from the names of the fields
        said = str(options.verbose_name).capitalize() + "."
    sentence = " ".join(said.split("\n\n")[0].split())
    refers = dict.fromkeys(_targets(options.get_fields()))
    return f"| `{options.db_table}` | {sentence.replace('|', '/')} | {', '.join(refers)} |"


def _targets(fields: Iterable[object]) -> Iterator[str]:
    for field in fields:
        is_own = getattr(field, "concrete", False) and getattr(field, "is_relation", False)
        target = getattr(field, "related_model", None)
        if is_own and target is not None and not isinstance(target, str):
            yield f"`{target._meta.db_table}`"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
