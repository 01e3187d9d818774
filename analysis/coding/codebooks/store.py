"""Codebooks stored from files, as one operation that can be undone."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from analysis.coding.codebooks.areas import put_in_order
from analysis.coding.codebooks.models import Codebook, Standing, Theme, ThemeArea
from analysis.coding.codebooks.operations import log_operation
from analysis.errors import CodeBeneathCode, CodebookElsewhere
from analysis.statistics.themes.codebook import CodebookContent, ThemeContent
from survey.studies.models import Study


@dataclass(frozen=True)
class StoredCodebook:
    """A stored codebook; `not_in_file` names its themes that are not in the file."""

    codebook: Codebook
    outcome: Literal["stored", "changed", "unchanged"]
    not_in_file: tuple[str, ...]


@transaction.atomic
def store_codebook(
    book: CodebookContent, study: Study, *, by: str, now: datetime
) -> StoredCodebook:
    """Store a codebook of a study, or bring the one of that slug up to it.

    Areas, themes, types and marks are recognised by their keys; those that the file lacks stay,
    and so do colours that it does not give. Raises CodebookElsewhere where another study has a codebook of
    that slug, NameTaken where a theme would get the name of one that stays, AreaInsideItself
    where areas of the file would lie too deep, and CodeBeneathCode where a code would hold codes.
    """
    described = {
        "title": book.title,
        "language": book.language,
        "description": book.description,
    }
    codebook, created = Codebook.objects.get_or_create(
        slug=book.slug, defaults={**described, "study": study}
    )
    if codebook.study_id != study.pk:
        raise CodebookElsewhere(
            f"{book.slug} is a codebook of {codebook.study} already. "
            "Give this one another name, in its first line."
        )
    Codebook.objects.filter(pk=codebook.pk).update(**described)
    summary = f"Read the codebook “{book.title}” from a file"
    operation = log_operation(
        codebook, "import", summary, lambda _: _bring_up(codebook, book), by=by, now=now
    )
    not_in_file = _themes_not_in(codebook, book)
    if not operation.after:
        operation.delete()
        return StoredCodebook(codebook, "stored" if created else "unchanged", not_in_file)
    return StoredCodebook(codebook, "stored" if created else "changed", not_in_file)


def _bring_up(codebook: Codebook, book: CodebookContent) -> None:
    _declare(codebook, book)
    areas: dict[str, ThemeArea] = {}
    for position, described in enumerate(book.areas):
        areas[described.key], _ = ThemeArea.objects.update_or_create(
            codebook=codebook,
            key=described.key,
            defaults={
                "name": described.name,
                "description": described.description,
                "position": position,
                "parent": areas.get(described.parent),
            },
        )
    put_in_order(codebook)
    themes: dict[str, Theme] = {}
    for position, (area, theme) in enumerate(book.placed()):
        placed: dict[str, Any] = {
            "area": areas[area.key] if area else None,
            "parent": None,
            "also_in": [str(areas[key].guid) for key in theme.also_in],
        }
        themes[theme.key] = _stored(codebook, theme, position, placed)
    for position, (theme, code) in enumerate(book.codes()):
        placed = {
            "area": None,
            "parent": themes[theme.key],
            "also_in": [str(themes[key].guid) for key in code.also_under],
        }
        _stored(codebook, code, position, placed)
    _require_two_levels(codebook)


def _declare(codebook: Codebook, book: CodebookContent) -> None:
    """Bring types and marks up to a file; those that it lacks stay behind its own."""
    types = [asdict(declared) for declared in book.types]
    marks = [asdict(declared) for declared in book.marks]
    codebook.refresh_from_db()
    codebook.types = _with_others(types, codebook.types)
    codebook.marks = _with_others(marks, codebook.marks)
    codebook.crossed = list(book.crossed or codebook.crossed)
    codebook.save(update_fields=["types", "marks", "crossed"])


def _with_others(declared: list[dict[str, str]], before: list[dict[str, str]]) -> list[Any]:
    keys = {entry["key"] for entry in declared}
    return declared + [entry for entry in before if entry["key"] not in keys]


def _stored(
    codebook: Codebook, theme: ThemeContent, position: int, placed: dict[str, Any]
) -> Theme:
    stored, _ = Theme.objects.update_or_create(
        codebook=codebook,
        key=theme.key,
        standing=Standing.SHARED,
        defaults={
            **placed,
            "name": theme.name,
            "types": list(theme.types),
            "marks": list(theme.marks),
            "definition": theme.definition,
            "include": theme.include,
            "exclude": theme.exclude,
            "examples": list(theme.examples),
            "position": position,
            **({"colour": theme.colour} if theme.colour else {}),
        },
    )
    return stored


def _require_two_levels(codebook: Codebook) -> None:
    """Raises CodeBeneathCode where a theme that the file made a code still holds codes."""
    shared = Theme.objects.filter(codebook=codebook, standing=Standing.SHARED)
    if code := shared.filter(parent__parent__isnull=False).select_related("parent").first():
        raise CodeBeneathCode(
            f"“{code.parent}” would be a code, and holds the code “{code}”. Write in the file "
            "where that one goes."
        )


def _themes_not_in(codebook: Codebook, book: CodebookContent) -> tuple[str, ...]:
    keys = [theme.key for theme in book.codable()]
    others = codebook.themes.filter(standing=Standing.SHARED).exclude(key__in=keys)
    return tuple(others.values_list("name", flat=True))


def new_codebook(study: Study, *, slug: str, title: str) -> Codebook:
    """An empty codebook, to be filled in the admin."""
    return Codebook.objects.create(study=study, slug=slug, title=title)
