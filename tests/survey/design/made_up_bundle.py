"""Bundles of which a study file is told what is in them; nothing can be shown from them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from attribution.explanations import Kind, Outcome
from attribution.settings import Axes, Setting
from tests.world import founding_study

PAPERS_AXES: Axes = founding_study().survey.space_of("tabular").levels


@dataclass(frozen=True)
class MadeUpBundle:
    """What is asked of a bundle when a study is checked against it."""

    name: str
    errors: tuple[str, ...] = ("a", "b")
    axes: Axes = field(default_factory=lambda: PAPERS_AXES)
    facts: tuple[str, ...] = ("true_class", "predicted_class")
    kind: Kind = "effects"
    source: str = "made up"
    outcomes: tuple[Outcome, ...] = ()

    def facts_of(self, error: str) -> Mapping[str, str]:
        return {"": error} | dict.fromkeys(self.facts, error)

    def words_of(self, error: str) -> str:
        return error

    @property
    def bundle(self) -> Any:
        raise NotImplementedError

    def error(self, error: str) -> Any:
        raise NotImplementedError

    def results(self, error: str, setting: Setting) -> Any:
        raise NotImplementedError

    def gains(self, error: str) -> Mapping[Setting, tuple[float, ...]]:
        raise NotImplementedError

    def accuracy_changes(self, error: str) -> Mapping[Setting, float]:
        raise NotImplementedError

    def shown_alike(self, error: str) -> Mapping[Setting, Hashable]:
        raise NotImplementedError

    def alike(self, offered: Axes) -> Mapping[str, tuple[str, ...]]:
        raise NotImplementedError


def bundles_of(*bundles: MadeUpBundle) -> dict[str, MadeUpBundle]:
    """Bundles by their names."""
    return {bundle.name: bundle for bundle in bundles}
