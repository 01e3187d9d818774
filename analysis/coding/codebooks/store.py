"""Codebooks stored from files, as one operation that can be undone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from analysis.coding.codebooks.areas import put_in_order
from analysis.coding.codebooks.models import Codebook, Standing, Theme, ThemeArea
from analysis.coding.codebooks.operations import log_operation
from analysis.errors import CodebookElsewhere
from analysis.statistics.themes.codebook import CodebookContent
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

    Areas and themes are recognised by their keys; those that the file lacks stay, and so do
    colours that it does not give. Raises CodebookElsewhere where another study has a codebook of
    that slug, NameTaken where a theme would get the name of one that stays, and AreaInsideItself
    where areas of the file would lie too deep.
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
    for position, (area, theme) in enumerate(book.placed()):
        Theme.objects.update_or_create(
            codebook=codebook,
            key=theme.key,
            standing=Standing.SHARED,
            defaults={
                "area": areas[area.key] if area else None,
                "name": theme.name,
                "kinds": [kind.value for kind in theme.kinds],
                "definition": theme.definition,
                "include": theme.include,
                "exclude": theme.exclude,
                "examples": list(theme.examples),
                "position": position,
                **({"colour": theme.colour} if theme.colour else {}),
            },
        )


def _themes_not_in(codebook: Codebook, book: CodebookContent) -> tuple[str, ...]:
    keys = [theme.key for _, theme in book.placed()]
    others = codebook.themes.filter(standing=Standing.SHARED).exclude(key__in=keys)
    return tuple(others.values_list("name", flat=True))


def new_codebook(study: Study, *, slug: str, title: str) -> Codebook:
    """An empty codebook, to be filled in the admin."""
    return Codebook.objects.create(study=study, slug=slug, title=title)
