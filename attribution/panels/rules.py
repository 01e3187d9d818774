"""What holds between the parts of a bundle of panels."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import prod

from attribution.panels.bundle import PanelAxis, PanelBundle, StoredPanel
from attribution.panels.faults import Fault, KeyPath, shown
from attribution.settings import Axes, is_reserved, settings_of


def broken_rules(bundle: PanelBundle) -> Iterator[Fault]:
    """Every rule between axes, errors, blocks and panels that a bundle breaks, one after another.

    What comes later relies on what came before, so that only the first is sure to be to the point.
    """
    yield from broken_axes(bundle.axes)
    yield from _errors(bundle)
    yield from _positions(bundle)
    for place, panel in enumerate(bundle.panels):
        yield from _references(("panels", place), panel, bundle)
    yield from _holes(bundle)


def broken_axes(axes: Sequence[PanelAxis]) -> Iterator[Fault]:
    """Axes of a key that is taken or that another has, and levels that an axis has twice."""
    for place, axis in enumerate(axes):
        if is_reserved(axis.key):
            yield Fault(
                ("axes", place, "key"),
                f"{axis.key} cannot be the key of an axis, as exports or pages use that name.",
                "Choose another key.",
            )
    for place in _repeated([axis.key for axis in axes]):
        yield Fault(
            ("axes", place, "key"),
            f"there are two axes {axes[place].key}.",
            "Give each axis a key of its own.",
        )
    for place, axis in enumerate(axes):
        for level in _repeated(axis.levels):
            yield Fault(
                ("axes", place, "levels", level),
                f"the axis {axis.key} has the level {axis.levels[level]} twice.",
                "Keep one of them.",
            )


def broken_setting(path: KeyPath, setting: Mapping[str, str], axes: Axes) -> Iterator[Fault]:
    """Axes and levels of a setting that are unknown, or that it lacks."""
    for axis, level in setting.items():
        if axis not in axes:
            yield Fault(
                (*path, axis), f"there is no axis {shown(axis)}.", f"Use {', '.join(axes)}."
            )
        elif level not in axes[axis]:
            yield Fault(
                (*path, axis),
                f"the axis {axis} has no level {shown(level)}.",
                f"Use one of: {', '.join(axes[axis])}.",
            )
    for axis, levels in axes.items():
        if axis not in setting:
            yield Fault(
                path, f"this setting has no level of {axis}.", f"Add one of: {', '.join(levels)}."
            )


def words(setting: Mapping[str, str]) -> str:
    """A setting by its keys, such as "explanation words, amount 3"."""
    return ", ".join(f"{axis} {level}" for axis, level in setting.items())


def _errors(bundle: PanelBundle) -> Iterator[Fault]:
    for place in _repeated([error.id for error in bundle.errors]):
        yield Fault(
            ("errors", place, "id"),
            f"there are two errors {bundle.errors[place].id}.",
            "Give each error an id of its own.",
        )


def _positions(bundle: PanelBundle) -> Iterator[Fault]:
    lists: list[tuple[str, int, Sequence[int]]] = [
        *(("errors", place, error.blocks) for place, error in enumerate(bundle.errors)),
        *(("panels", place, panel.blocks) for place, panel in enumerate(bundle.panels)),
    ]
    last = len(bundle.blocks) - 1
    for name, entry, blocks in lists:
        for place, block in enumerate(blocks):
            if block > last:
                yield Fault(
                    (name, entry, "blocks", place),
                    f"there is no block {block}.",
                    f"Blocks are counted from 0, and the last one is {last}.",
                )


def _references(path: KeyPath, panel: StoredPanel, bundle: PanelBundle) -> Iterator[Fault]:
    if panel.error not in bundle.ids:
        yield Fault(
            (*path, "error"),
            f"there is no error {panel.error}.",
            f"Use one of: {', '.join(sorted(bundle.ids)[:20])}.",
        )
    yield from broken_setting((*path, "setting"), panel.setting, bundle.levels)
    if panel.estimated and not bundle.estimated:
        yield Fault(
            (*path, "estimated"),
            "this panel is an estimate, and the bundle has no words for it.",
            "Say in estimated of the bundle by which method.",
        )


def _holes(bundle: PanelBundle) -> Iterator[Fault]:
    keys = [
        (panel.error, *(panel.setting.get(axis, "") for axis in bundle.levels))
        for panel in bundle.panels
    ]
    for place in _repeated(keys):
        panel = bundle.panels[place]
        yield Fault(
            ("panels", place),
            f"the error {panel.error} has a second panel for {words(panel.setting)}.",
            "Keep one of them.",
        )
    there = set(keys)
    missing = len(bundle.errors) * prod(map(len, bundle.levels.values())) - len(there)
    more = f", and {missing - 1} more {'are' if missing > 2 else 'is'} missing" * (missing > 1)
    for error in bundle.errors:
        for setting in settings_of(bundle.levels):
            if (error.id, *setting.values()) not in there:
                yield Fault(
                    ("panels",),
                    f"the error {error.id} has no panel for {words(setting)}{more}.",
                    "Add it; where a setting shows nothing, say so in a block of the type "
                    "markdown.",
                )
                return


def _repeated(keys: Sequence[object]) -> list[int]:
    """The places of keys that were there before."""
    seen: Counter[object] = Counter()
    repeated = []
    for place, key in enumerate(keys):
        if seen[key]:
            repeated.append(place)
        seen[key] += 1
    return repeated
