"""How a codebook changes: each change is one operation, logged whole, and undone whole."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from analysis.actions.remapping import move_codings, require_no_blind_round, restore_codings
from analysis.codebook.codebook import Kind
from analysis.errors import ChangedMeanwhile, CodebookInUse, NameTaken, ThemeGone
from analysis.models import Codebook, Operation, Standing, Theme, ThemeArea
from analysis.queries.blindness import REVEALED
from analysis.queries.keys import free_key
from analysis.queries.themes import shared_themes

Fields = Mapping[str, Any]
State = dict[str, dict[str, Any]]

WRITTEN = ("name", "kinds", "definition", "include", "exclude", "examples")
"""The fields of a theme that people write; an area has a name and a description."""

KEPT = ("key", "position", "standing")


@transaction.atomic
def add_area(
    codebook: Codebook, *, name: str, description: str, by: str, now: datetime
) -> Operation:
    def change(_operation: Operation) -> None:
        position = codebook.areas.count()
        ThemeArea.objects.create(
            codebook=codebook,
            key=free_key(name, codebook.areas.values_list("key", flat=True)),
            name=name,
            description=description,
            position=position,
        )

    return logged(codebook, "add area", f"Added the area “{name}”", change, by=by, now=now)


@transaction.atomic
def edit_area(
    codebook: Codebook, guid: UUID, *, name: str, description: str, by: str, now: datetime
) -> Operation:
    def change(_operation: Operation) -> None:
        area = _area(codebook, guid)
        area.name, area.description = name, description
        area.save()

    return logged(codebook, "edit area", f"Changed the area “{name}”", change, by=by, now=now)


@transaction.atomic
def add_theme(
    codebook: Codebook, *, area: UUID | None, fields: Fields, by: str, now: datetime
) -> Operation:
    def change(_operation: Operation) -> None:
        place = _area(codebook, area) if area else None
        position = codebook.themes.filter(standing=Standing.SHARED).count()
        Theme.objects.create(
            codebook=codebook,
            area=place,
            key=free_theme_key(codebook, fields["name"]),
            position=position,
            **_clean(fields),
        )

    summary = f"Added the theme “{fields['name']}”"
    return logged(codebook, "add", summary, change, by=by, now=now)


@transaction.atomic
def edit_theme(
    codebook: Codebook, guid: UUID, *, area: UUID | None, fields: Fields, by: str, now: datetime
) -> Operation:
    """Rename, move to another area or describe anew; codings stay with the theme."""
    theme = theme_in(codebook, guid)
    renamed = theme.name != fields["name"]
    moved = (theme.area.guid if theme.area else None) != area
    kind = "rename" if renamed else "move" if moved else "edit"
    what = f"Renamed “{theme}” to “{fields['name']}”" if renamed else f"Changed “{theme}”"

    def change(_operation: Operation) -> None:
        found = theme_in(codebook, guid)
        found.area = _area(codebook, area) if area else None
        for name, value in _clean(fields).items():
            setattr(found, name, value)
        found.save()

    return logged(codebook, kind, what, change, by=by, now=now)


@transaction.atomic
def merge_themes(
    codebook: Codebook, guid: UUID, *, into: UUID, by: str, now: datetime
) -> Operation:
    """Retire a theme and give its codings another; the second of two to do so is told.

    Raises ThemeGone where one of them is gone, and CodebookInUse while a round is independent.
    """
    theme, target = theme_in(codebook, guid), theme_in(codebook, into)
    if theme == target:
        raise ChangedMeanwhile("A theme cannot be merged into itself. Choose another one.")

    def change(operation: Operation) -> None:
        found, kept = theme_in(codebook, guid), theme_in(codebook, into)
        move_codings(operation, found.codings.all(), kept)
        _retire(found, kept)

    return logged(codebook, "merge", f"Merged “{theme}” into “{target}”", change, by=by, now=now)


@transaction.atomic
def split_theme(
    codebook: Codebook, guid: UUID, *, fields: Fields, codings: Iterable[UUID], by: str,
    now: datetime,
) -> Operation:  # fmt: skip
    """A new theme beside one, that takes these of its codings with it."""
    theme, chosen = theme_in(codebook, guid), list(codings)

    def change(operation: Operation) -> None:
        found = theme_in(codebook, guid)
        part = Theme.objects.create(
            codebook=codebook,
            area=found.area,
            key=free_theme_key(codebook, fields["name"]),
            position=found.position + 1,
            **_clean(fields),
        )
        move_codings(operation, found.codings.filter(guid__in=chosen), part)

    summary = f"Split “{fields['name']}” off “{theme}”"
    return logged(codebook, "split", summary, change, by=by, now=now)


@transaction.atomic
def retire_theme(codebook: Codebook, guid: UUID, *, by: str, now: datetime) -> Operation:
    """Take a theme out; its codings stay with it and come back with it."""
    theme = theme_in(codebook, guid)

    def change(operation: Operation) -> None:
        found = theme_in(codebook, guid)
        move_codings(operation, found.codings.all(), None)
        _retire(found, None)

    return logged(codebook, "remove", f"Took out “{theme}”", change, by=by, now=now)


@transaction.atomic
def adopt_theme(
    codebook: Codebook, guid: UUID, *, area: UUID | None, name: str, by: str, now: datetime
) -> Operation:
    """Take a theme that was minted in a compared round into the codebook."""
    theme = theme_in(codebook, guid)

    def change(_operation: Operation) -> None:
        found = theme_in(codebook, guid)
        if found.standing != Standing.MINTED:
            raise ThemeGone(f"“{found}” is in the codebook already. Nothing was changed.")
        found.area = _area(codebook, area) if area else None
        found.key = free_theme_key(codebook, name)
        found.name, found.standing = name, Standing.SHARED
        found.save()

    return logged(codebook, "adopt", f"Took in the new theme “{theme}”", change, by=by, now=now)


@transaction.atomic
def undo_operation(codebook: Codebook, guid: UUID, *, by: str, now: datetime) -> Operation:
    """Take back the last operation that stands; raises ChangedMeanwhile for any other one."""
    Codebook.objects.select_for_update().get(pk=codebook.pk)
    last = codebook.operations.filter(undone_at=None).first()
    if last is None or last.guid != guid:
        raise ChangedMeanwhile(
            "This is not the last change any more, or it was undone already. Nothing was changed."
        )
    restore_codings(last)
    _require_unused(last)
    try:
        with transaction.atomic():
            _restore(codebook, last.before)
    except IntegrityError as problem:
        raise NameTaken(
            "Its old name is taken by another theme. Rename that one first."
        ) from problem
    last.undone_at, last.undone_by = now, by
    last.save(update_fields=["undone_at", "undone_by"])
    return last


def logged(
    codebook: Codebook, kind: str, summary: str, change: Callable[[Operation], None], *, by: str,
    now: datetime,
) -> Operation:  # fmt: skip
    """Change a codebook and keep what every area and theme was like before and is now.

    Changes take turns. Raises NameTaken where two themes or areas would have one name.
    """
    Codebook.objects.select_for_update().get(pk=codebook.pk)
    old = _state(codebook)
    operation = Operation.objects.create(
        codebook=codebook, kind=kind, summary=summary, before={}, after={}, by=by, at=now
    )
    try:
        with transaction.atomic():
            change(operation)
    except IntegrityError as problem:
        raise NameTaken(
            "There is a theme or an area of this name already. Choose another name."
        ) from problem
    new = _state(codebook)
    changed = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    operation.before = {key: old.get(key) for key in changed}
    operation.after = {key: new.get(key) for key in changed}
    operation.save(update_fields=["before", "after"])
    return operation


def _require_unused(operation: Operation) -> None:
    """Raises CodebookInUse where a theme that would go has codings, or could have hidden ones."""
    going = [key.split()[1] for key, fields in operation.before.items() if fields is None]
    themes = Theme.objects.filter(guid__in=going)
    if themes.exists():
        require_no_blind_round(operation)
    for theme in themes:
        if theme.codings.filter(live=True).exists():
            raise CodebookInUse(
                f"“{theme}” has codings by now. Merge it into another theme, or take it out."
            )


def theme_in(codebook: Codebook, guid: UUID) -> Theme:
    """A theme to change: a shared one, or a minted one of a round that was compared.

    Raises ThemeGone, in the same words for one that never was and for one still private.
    """
    theme = Theme.objects.select_related("area", "merged_into", "coder__round").filter(
        codebook=codebook, guid=guid
    ).first()  # fmt: skip
    private = (
        theme is not None
        and theme.standing == Standing.MINTED
        and (theme.coder is None or theme.coder.round.stage not in REVEALED)
    )
    if theme is None or private:
        raise ThemeGone("There is no such theme in this codebook. Nothing was changed.")
    if theme.standing == Standing.RETIRED:
        where = f"merged into “{theme.merged_into}”" if theme.merged_into else "taken out"
        raise ThemeGone(f"“{theme}” was {where} meanwhile. Nothing was changed.")
    return theme


def free_theme_key(codebook: Codebook, name: str) -> str:
    return free_key(name, shared_themes(codebook).values_list("key", flat=True))


def _area(codebook: Codebook, guid: UUID) -> ThemeArea:
    area = codebook.areas.filter(guid=guid).first()
    if area is None:
        raise ThemeGone("There is no such area in this codebook any more. Nothing was changed.")
    return area


def _clean(fields: Fields) -> dict[str, Any]:
    kept = {name: fields[name] for name in WRITTEN if name in fields}
    kinds = [Kind(each).value for each in kept.get("kinds") or [Kind.OTHER]]
    return {**kept, "kinds": kinds}


def _retire(theme: Theme, into: Theme | None) -> None:
    theme.standing, theme.merged_into = Standing.RETIRED, into
    theme.save(update_fields=["standing", "merged_into"])


def _state(codebook: Codebook) -> State:
    """Every area and every theme that is no coder's alone, by kind and guid."""
    areas = {
        f"area {each.guid}": {
            name: getattr(each, name) for name in ("key", "name", "description", "position")
        }
        for each in ThemeArea.objects.filter(codebook=codebook)
    }  # fmt: skip
    private = Q(standing=Standing.MINTED) & ~Q(coder__round__stage__in=REVEALED)
    themes = Theme.objects.filter(~private, codebook=codebook).select_related("area", "merged_into")
    return areas | {f"theme {each.guid}": _fields(each) for each in themes}


def _fields(theme: Theme) -> dict[str, Any]:
    return {
        **{name: getattr(theme, name) for name in (*WRITTEN, *KEPT)},
        "area": str(theme.area.guid) if theme.area else None,
        "merged_into": str(theme.merged_into.guid) if theme.merged_into else None,
    }


def _restore(codebook: Codebook, before: Mapping[str, dict[str, Any] | None]) -> None:
    """Areas come back before themes that lie in them, and go after themes that leave them."""
    kinds = {kind: [key for key in before if key.startswith(kind)] for kind in ("area", "theme")}
    for key in kinds["area"]:
        if fields := before[key]:
            ThemeArea.objects.update_or_create(
                guid=UUID(key.split()[1]), defaults={**fields, "codebook": codebook}
            )
    for key in kinds["theme"]:
        _restore_theme(codebook, UUID(key.split()[1]), before[key])
    for key in kinds["area"]:
        if before[key] is None:
            ThemeArea.objects.filter(guid=UUID(key.split()[1])).delete()


def _restore_theme(codebook: Codebook, guid: UUID, fields: dict[str, Any] | None) -> None:
    """One that was not there is retired and not deleted: codings may have been moved back to it."""
    theme = Theme.objects.get(guid=guid)
    if fields is None:
        theme.area = None
        _retire(theme, None)
        theme.save(update_fields=["area"])
        return
    area, into = fields["area"], fields["merged_into"]
    theme.area = codebook.areas.get(guid=area) if area else None
    theme.merged_into = Theme.objects.get(guid=into) if into else None
    for name in (*WRITTEN, *KEPT):
        setattr(theme, name, fields[name])
    theme.save()
