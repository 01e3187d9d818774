"""Memos and attributes that came with a file, stored with whose they are."""

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

from analysis.coding.attributes.models import Attribute, AttributeValue
from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Codebook, Theme
from analysis.coding.codebooks.slugs import free_key
from analysis.coding.codebooks.theme_records import shared_themes
from analysis.coding.exchange.import_preview import ImportPreview
from analysis.coding.exchange.project import Note, User
from analysis.coding.memos.models import Memo
from survey.studies.models import Study

UNKNOWN = "unknown"
IMPORTED = " (imported)"
"""Behind the names of authors; no account has such a name, so nobody owns the memo."""

LONGEST_AUTHOR = 150 - len(IMPORTED)


def store_memos(
    preview: ImportPreview,
    codebook: Codebook,
    cases: Iterable[Case],
    users: Iterable[User],
    without: Callable[[str], str],
    *,
    now: datetime,
) -> None:
    """Store the memos on themes, participants and the study, whose words go through `without`.

    `cases` are those of the interviews, in their order. Times are those of the file, where it has
    any that are over.
    """
    names = {user.guid: user.name for user in users}
    themes = {theme.key: theme for theme in shared_themes(codebook)}
    about: list[tuple[Note, Theme | None, Case | None]] = [
        *((note, themes[key], None) for key, note in preview.on_themes),
        *((note, None, None) for note in preview.on_study),
        *(
            (note, None, case)
            for interview, case in zip(preview.interviews, cases, strict=True)
            for note in interview.memos
        ),
    ]
    Memo.objects.bulk_create(
        Memo(
            study=codebook.study,
            theme=theme,
            case=case,
            text=without(note.text),
            by=_author(names.get(note.user, "")),
            written_at=made,
            changed_at=max(made, _moment(note.changed_at, now)),
        )
        for note, theme, case in about
        for made in [_moment(note.made_at, now)]
    )


def store_values(
    preview: ImportPreview,
    study: Study,
    cases: Iterable[Case],
    without: Callable[[str], str],
    *,
    but: Container[str] = (),
) -> None:
    """Store what is known of participants, under attributes of the same name where there are.

    Without variables whose names in lower case are among `but`.
    """
    attributes = {each.name.casefold(): each for each in Attribute.objects.filter(study=study)}
    for name, _values in preview.variables:
        if name.casefold() not in attributes and name.casefold() not in but:
            keys = [each.key for each in attributes.values()]
            attributes[name.casefold()] = Attribute.objects.create(
                study=study, key=free_key(name, keys), name=name, position=len(attributes)
            )
    longest = AttributeValue._meta.get_field("value").max_length
    AttributeValue.objects.bulk_create(
        AttributeValue(attribute=attributes[name], case=case, value=without(value)[:longest])
        for interview, case in zip(preview.interviews, cases, strict=True)
        for name, value in _once(interview.values)
        if name not in but
    )


def _once(values: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The first value of each variable, whose name is told whatever the case of its letters."""
    first: dict[str, str] = {}
    for name, value in values:
        first.setdefault(name.casefold(), value)
    yield from first.items()


def _author(name: str) -> str:
    plain = " ".join(name.split()).removesuffix(IMPORTED) or UNKNOWN
    return plain[:LONGEST_AUTHOR] + IMPORTED


def _moment(written: str, now: datetime) -> datetime:
    try:
        moment = parse_datetime(written)
    except ValueError:
        return now
    return now if moment is None or is_naive(moment) or moment > now else moment
