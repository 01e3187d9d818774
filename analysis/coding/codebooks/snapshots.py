"""Snapshots of a codebook, to undo its changes and to freeze its versions."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Q

from analysis.coding.codebooks.contents import content_of, declared_of
from analysis.coding.codebooks.models import Codebook, CodebookVersion, Standing, Theme, ThemeArea
from analysis.coding.visibility import REVEALED

State = dict[str, dict[str, Any]]
"""The fields of areas and themes by kind and GUID, such as `theme 7e5a2c1c-…`, and DECLARATIONS."""

WRITTEN = (
    *("name", "types", "marks", "definition", "include", "exclude", "examples", "colour"),
    "also_in",
)
"""The fields of a theme that people write; an area has a name and a description."""

DECLARATIONS = "codebook declarations"
"""The key of what the codebook itself declares."""

UNWRITTEN = ("key", "position", "standing")
"""The fields of a theme that change on other occasions."""


def state_of(codebook: Codebook) -> State:
    """Every area and every theme, except themes that only their coder may see yet.

    With the types and marks as they are stored, as verbs write them without reading anew.
    """
    declared = declared_of(Codebook.objects.get(pk=codebook.pk))
    areas = {
        f"area {area.guid}": {
            **{name: getattr(area, name) for name in ("key", "name", "description", "position")},
            "parent": str(area.parent.guid) if area.parent else None,
        }
        for area in ThemeArea.objects.filter(codebook=codebook).select_related("parent")
    }
    private = Q(standing=Standing.DROPPED) | (
        Q(standing=Standing.PROPOSED) & ~Q(coder__round__stage__in=REVEALED)
    )
    themes = Theme.objects.filter(~private, codebook=codebook)
    themes = themes.select_related("area", "parent", "merged_into")
    fields = {f"theme {theme.guid}": _fields(theme) for theme in themes}
    return {DECLARATIONS: declared, **areas, **fields}


def _fields(theme: Theme) -> dict[str, Any]:
    return {
        **{name: getattr(theme, name) for name in (*WRITTEN, *UNWRITTEN)},
        "area": str(theme.area.guid) if theme.area else None,
        "parent": str(theme.parent.guid) if theme.parent else None,
        "merged_into": str(theme.merged_into.guid) if theme.merged_into else None,
    }


def restore(codebook: Codebook, before: Mapping[str, dict[str, Any] | None]) -> None:
    """Bring areas and themes back to what they were; None stands for one that was not there.

    Areas come back before the themes that lie in them, and go after the themes that leave them.
    """
    if declared := before.get(DECLARATIONS):
        Codebook.objects.filter(pk=codebook.pk).update(**declared)
    kinds = {kind: [key for key in before if key.startswith(kind)] for kind in ("area", "theme")}
    areas = {UUID(key.split()[1]): before[key] for key in kinds["area"]}
    _restore_areas(codebook, {guid: fields for guid, fields in areas.items() if fields})
    for key in kinds["theme"]:
        _restore_theme(codebook, UUID(key.split()[1]), before[key])
    gone = ThemeArea.objects.filter(guid__in=[guid for guid, fields in areas.items() if not fields])
    gone.update(parent=None)
    # Themes that nobody is offered any more, such as those of a coder who was excused.
    Theme.objects.filter(area__in=gone).exclude(standing=Standing.SHARED).update(area=None)
    gone.delete()


def _restore_areas(codebook: Codebook, areas: Mapping[UUID, dict[str, Any]]) -> None:
    """All areas come back before they go into one another."""
    for guid, fields in areas.items():
        kept = {name: fields[name] for name in ("key", "name", "description", "position")}
        ThemeArea.objects.update_or_create(guid=guid, defaults={**kept, "codebook": codebook})
    for guid, fields in areas.items():
        parent = codebook.areas.get(guid=fields["parent"]) if fields["parent"] else None
        codebook.areas.filter(guid=guid).update(parent=parent)


def _restore_theme(codebook: Codebook, guid: UUID, fields: dict[str, Any] | None) -> None:
    """A theme that was not there is retired, not deleted: codings may have moved back to it."""
    theme = Theme.objects.get(guid=guid)
    if fields is None:
        theme.area = theme.merged_into = None
        theme.standing = Standing.RETIRED
        theme.save(update_fields=["area", "merged_into", "standing"])
        return
    area, parent, into = fields["area"], fields["parent"], fields["merged_into"]
    theme.area = codebook.areas.get(guid=area) if area else None
    theme.parent = Theme.objects.get(guid=parent) if parent else None
    theme.merged_into = Theme.objects.get(guid=into) if into else None
    for name in (*WRITTEN, *UNWRITTEN):
        setattr(theme, name, fields[name])
    theme.save()


def freeze(codebook: Codebook, *, now: datetime) -> CodebookVersion:
    """The version with the codebook as it is now: the last one where nothing changed since."""
    Codebook.objects.select_for_update().get(pk=codebook.pk)
    content = content_of(codebook)
    last = codebook.versions.order_by("-number").first()
    if last is not None and last.content == content:
        return last
    return CodebookVersion.objects.create(
        codebook=codebook,
        number=last.number + 1 if last else 1,
        content=content,
        digest=sha256(content.encode()).hexdigest(),
        frozen_at=now,
    )
