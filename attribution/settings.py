"""Settings: one level of each axis of a design space, by their keys."""

from collections.abc import Iterator, Mapping
from itertools import product

from attribution.errors import NoSuchSetting

Axes = Mapping[str, tuple[str, ...]]
"""The keys of the levels by the key of their axis, both in the order they are written in."""

RESERVED_AXES = frozenset(
    {
        "participant",
        "scenario",
        "position",
        "effects",
        "model_error",
        "option_order",
        "settings_tried",
        "chosen",
        "chosen_at",
        "applied_at",
        "seconds",
        "apply",
        "setting",
        "error",
        "shown",
        "compare",
        "confirm",
        "submit",
        "csrfmiddlewaretoken",
    }
)
"""Keys that no axis can have: columns of exports, and fields and addresses of a trial's page."""

OFFERED = "s_offered"
"""The end of the columns of exports that hold the levels offered on an axis."""


def is_reserved(axis: str) -> bool:
    """Whether no axis can have this key."""
    return axis in RESERVED_AXES or axis.endswith(OFFERED)


class Setting(Mapping[str, str]):
    """The key of a level by the key of its axis. It never changes, and can be a key itself.

    Two settings are equal where their levels are, in whatever order their axes stand.
    """

    __slots__ = ("_levels",)

    def __init__(self, levels: Mapping[str, str]) -> None:
        self._levels = dict(levels)

    @classmethod
    def parse(cls, levels: Mapping[str, str], axes: Axes) -> "Setting":
        """Read a level for each axis; raises NoSuchSetting, which names the levels there are."""
        for axis in levels:
            if axis not in axes:
                raise NoSuchSetting(f"There is no axis {axis!r}: use {', '.join(axes)}.")
        for axis, known in axes.items():
            if levels.get(axis) not in known:
                raise NoSuchSetting(
                    f"There is no level {levels.get(axis, '')!r} of {axis}: use {', '.join(known)}."
                )
        return cls({axis: levels[axis] for axis in axes})

    def __getitem__(self, axis: str) -> str:
        return self._levels[axis]

    def __iter__(self) -> Iterator[str]:
        return iter(self._levels)

    def __len__(self) -> int:
        return len(self._levels)

    def __hash__(self) -> int:
        return hash(frozenset(self._levels.items()))

    def __repr__(self) -> str:
        return f"Setting({self._levels!r})"


def require_levels(offered: Axes, axes: Axes) -> None:
    """Raises NoSuchSetting where a setting among the offered ones would not be among the axes."""
    if offered.keys() != axes.keys():
        raise NoSuchSetting(
            f"The axes are {', '.join(axes)}, and what is offered has {', '.join(offered)}."
        )
    for axis, levels in offered.items():
        for level in levels:
            if level not in axes[axis]:
                raise NoSuchSetting(
                    f"There is no level {level!r} of {axis}: use {', '.join(axes[axis])}."
                )


def settings_of(axes: Axes) -> Iterator[Setting]:
    """Every setting of a design space, the last axis changing fastest."""
    for levels in product(*axes.values()):
        yield Setting(dict(zip(axes, levels, strict=True)))
