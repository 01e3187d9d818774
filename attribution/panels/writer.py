"""Writes bundles of panels. The same calls always give the same bytes."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attribution.errors import BundleError
from attribution.panels.blocks import AnyBlock
from attribution.panels.builders import Shown, WithPictures, made
from attribution.panels.bundle import PanelBundle, PanelError, PanelHead, StoredPanel
from attribution.panels.bundle_format import content_bytes, entry_text, manifest_bytes
from attribution.panels.faults import Fault
from attribution.panels.reader import PanelFiles, read_content, read_panel_files
from attribution.panels.rules import broken_axes, broken_rules, broken_setting, words
from attribution.settings import Setting, settings_of


class PanelWriter:
    """Gathers errors and panels, and writes them as a bundle.

    `axes` has the keys of the levels by the key of their axis, both in their order; a study file
    has the same keys. `estimated` is empty, or says that panels are estimates and by which method;
    it stands with each of them unless `show` says otherwise. `recipe` is what you want to keep on
    how the panels were made, as JSON has it.

    Every call raises BundleError at once where something cannot be shown.
    """

    def __init__(
        self,
        name: str,
        *,
        source: str,
        axes: Mapping[str, Sequence[str | int]],
        estimated: str = "",
        recipe: Mapping[str, Any] | None = None,
    ) -> None:
        _require_mapping("The axes", axes, '{"amount": [1, "all"]}')
        self._head = made(
            PanelHead,
            "The bundle",
            name=name,
            source=source,
            estimated=estimated,
            axes=[{"key": key, "levels": _level_keys(key, levels)} for key, levels in axes.items()],
        )
        _require_none(broken_axes(self._head.axes))
        self._recipe = dict(recipe or {})
        self._errors: dict[str, PanelError] = {}
        self._panels: dict[tuple[str, Setting], StoredPanel] = {}
        self._blocks: list[AnyBlock] = []
        self._places: dict[str, int] = {}
        self._pictures: dict[str, bytes] = {}

    def error(
        self,
        error: str,
        *,
        title: str,
        summary: str = "",
        facts: Mapping[str, Any] | None = None,
        blocks: Sequence[Shown] = (),
    ) -> None:
        """Add a model error, with what is shown of it before any setting."""
        facts = {} if facts is None else facts
        _require_mapping("The facts", facts, '{"true_class": "repaid"}')
        if error in self._errors:
            raise BundleError(
                f"There is an error {error} already: give each error an id of its own."
            )
        self._errors[error] = made(
            PanelError,
            f"The error {error}",
            id=error,
            title=title,
            summary=summary,
            facts={key: str(fact) for key, fact in facts.items()},
            blocks=self._kept(blocks),
        )

    def show(
        self,
        error: str,
        setting: Mapping[str, str | int],
        blocks: Sequence[Shown],
        *,
        estimated: bool | None = None,
    ) -> None:
        """Say what a setting shows on an error.

        An axis that the setting does not name makes no difference: the same is shown for each of
        its levels. `estimated` is False where this is no estimate, although others are.
        """
        if error not in self._errors:
            raise BundleError(
                f"There is no error {error}: add it with error({error!r}, title=...)."
            )
        example = {axis: known[0] for axis, known in self._head.levels.items()}
        _require_mapping("The levels of a setting", setting, str(example))
        levels = {axis: str(level) for axis, level in setting.items()}
        if unknown := next(broken_setting((), example | levels, self._head.levels), None):
            raise BundleError(f"The panel of {error} for {words(levels)}: {unknown}")
        if estimated and not self._head.estimated:
            raise BundleError(
                f"The panel of {error} is an estimate, and the bundle has no words for it: give "
                'PanelWriter(..., estimated="Estimated by METHOD, not retrained.").'
            )
        places = self._kept(blocks)
        axes = {
            axis: (levels[axis],) if axis in levels else known
            for axis, known in self._head.levels.items()
        }
        for each in settings_of(axes):
            if (error, each) in self._panels:
                raise BundleError(
                    f"The error {error} has a panel for {words(each)} already: show each setting "
                    "once."
                )
            name = f"The panel of {error} for {words(each)}"
            self._panels[error, each] = made(
                StoredPanel,
                name,
                error=error,
                setting=dict(each),
                blocks=places,
                estimated=estimated,
            )

    def bundle(self) -> PanelBundle:
        """All of it; raises BundleError where an error has no panel for a setting."""
        bundle = made(
            PanelBundle,
            "The bundle",
            **self._head.model_dump(),
            errors=tuple(self._errors.values()),
            blocks=tuple(self._blocks),
            panels=tuple(self._panels.values()),
        )
        _require_none(broken_rules(bundle))
        return bundle

    def write(self, folder: Path | str) -> PanelFiles:
        """Write the bundle into a folder, and read it again with every check.

        Raises BundleError where the folder holds another kind of bundle or cannot be written.
        """
        folder, bundle = Path(folder), self.bundle()
        content = content_bytes(bundle)
        manifest = _manifest(bundle, content, self._recipe)
        _require_replaceable(folder)
        try:
            # The manifest goes first and comes last: a bundle that was cut short has none.
            (folder / "manifest.json").unlink(missing_ok=True)
            folder.mkdir(parents=True, exist_ok=True)
            for file, picture in sorted(self._pictures.items()):
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_bytes(picture)
            (folder / "bundle.json").write_bytes(content)
            (folder / "manifest.json").write_bytes(manifest)
        except OSError as problem:
            raise BundleError(
                f"{folder} cannot be written ({problem.strerror}): choose another folder."
            ) from problem
        return read_panel_files(folder)

    def _kept(self, blocks: Sequence[Shown]) -> tuple[int, ...]:
        """The places of blocks, which are kept once however often they are shown."""
        if not isinstance(blocks, list | tuple):
            raise BundleError("Blocks come as a list: put brackets around them.")
        return tuple(self._place(block) for block in blocks)

    def _place(self, shown: Shown) -> int:
        block = shown.block if isinstance(shown, WithPictures) else shown
        if not isinstance(block, AnyBlock):
            raise BundleError(
                f"{type(block).__name__} is no block: make one with a function of "
                "attribution.panels.builders, such as markdown('...')."
            )
        if isinstance(shown, WithPictures):
            self._pictures |= shown.pictures
        place = self._places.setdefault(entry_text(block), len(self._blocks))
        if place == len(self._blocks):
            self._blocks.append(block)
        return place


def seal(folder: Path | str, recipe: Mapping[str, Any] | None = None) -> PanelFiles:
    """Check a bundle.json that was written by hand or by another program, and add its manifest.

    Raises BundleError, with file and line, where it breaks a rule.
    """
    folder = Path(folder)
    try:
        content = (folder / "bundle.json").read_bytes()
        bundle = read_content(folder, content)
        _require_replaceable(folder)
        manifest = _manifest(bundle, content, dict(recipe or {}))
        (folder / "manifest.json").write_bytes(manifest)
    except OSError as problem:
        raise BundleError(
            f"{folder} cannot be sealed ({problem.strerror}): name the folder of a bundle.json."
        ) from problem
    return read_panel_files(folder)


def _require_mapping(name: str, given: Any, example: str) -> None:
    """Refuse what has no values by keys; a series is as good as a mapping."""
    if hasattr(given, "items"):
        return
    pairs = isinstance(given, list | tuple) and all(
        isinstance(pair, list | tuple) and len(pair) == 2 for pair in given
    )
    keys = [str(key) for key, _ in given] if pairs else []
    twice = next((f", and {key} is there twice" for key in keys if keys.count(key) > 1), "")
    raise BundleError(
        f"{name} are a {type(given).__name__}{twice}: give a mapping, such as {example}."
    )


def _level_keys(axis: str, levels: Sequence[str | int]) -> list[str]:
    if isinstance(levels, str):
        raise BundleError(f"The levels of {axis} are one text: give a list of their keys.")
    return [str(level) for level in levels]


def _manifest(bundle: PanelBundle, content: bytes, recipe: Mapping[str, Any]) -> bytes:
    try:
        return manifest_bytes(bundle, content, recipe)
    except (TypeError, ValueError) as problem:
        raise BundleError(
            f"The recipe cannot be written as JSON ({problem}): use texts, finite numbers, lists "
            "and mappings."
        ) from problem


def _require_replaceable(folder: Path) -> None:
    manifest = folder / "manifest.json"
    if manifest.exists() and b'"panels"' not in manifest.read_bytes():
        raise BundleError(f"{folder} holds something else than panels: choose another folder.")


def _require_none(faults: Iterator[Fault]) -> None:
    if fault := next(faults, None):
        raise BundleError(str(fault))
