"""Estimators as they are written in a scenario file: classes by path, with their parameters."""

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sklearn.pipeline import make_pipeline

from attribution.data.problems import DataProblem
from attribution.training.estimators import Estimator
from attribution.training.import_paths import ImportProblem, installed_object, nearest_names

NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
WORDS = {"true": True, "false": False, "null": None, "~": None, ".inf": float("inf")}
WORDS |= {"-.inf": -float("inf"), ".nan": float("nan")}


def typed(value: Any) -> Any:
    """The number, truth value or null that a text spells, also inside lists and mappings.

    Scenario files are read as text alone. No parameter takes a text that looks like a number.
    """
    if isinstance(value, Mapping):
        return {key: typed(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [typed(inner) for inner in value]
    if not isinstance(value, str):
        return value
    if value.lower() in WORDS:
        return WORDS[value.lower()]
    if NUMBER.fullmatch(value):
        return float(value) if re.search(r"[.eE]", value) else int(value)
    return value


@dataclass
class EstimatorReader:
    """Makes estimators of mappings, and gathers every problem by its dotted path."""

    problems: list[DataProblem] = field(default_factory=list)

    def estimator(self, values: Mapping[str, Any], place: str) -> Estimator | None:
        """`{class: PATH, parameters: {…}}` or `{pipeline: [STEP, …]}`; None with a problem."""
        if "pipeline" in values:
            return self._pipeline(values, place)
        before = len(self.problems)
        for key in values.keys() - {"class", "parameters"}:
            self._report(f"{place}.{key}", "There is no such key here.", "Delete it, or indent it.")
        parameters = values.get("parameters") or {}
        if not isinstance(parameters, Mapping):
            self._report(f"{place}.parameters", "These are no parameters.", "Write name: value.")
            parameters = {}
        kind = self._class(values["class"], f"{place}.class")
        if kind is not None:
            self._check_names(kind, parameters, f"{place}.parameters")
        made = {
            name: self._value(value, f"{place}.parameters.{name}")
            for name, value in parameters.items()
        }
        return None if len(self.problems) > before else self._made(kind, made, place)

    def _pipeline(self, values: Mapping[str, Any], place: str) -> Estimator | None:
        before, steps = len(self.problems), values["pipeline"]
        for key in values.keys() - {"pipeline"}:
            self._report(f"{place}.{key}", "There is no such key here.", "Delete it, or indent it.")
        if not isinstance(steps, list) or not steps:
            self._report(f"{place}.pipeline", "It has no steps.", "List a class for each step.")
            return None
        made = []
        for number, step in enumerate(steps, start=1):
            at = f"{place}.pipeline[{number}]"
            if _is_estimator(step):
                made.append(self.estimator(step, at))
                self._check_step(made[-1], at, is_last=number == len(steps))
            else:
                self._report(at, "This is no step.", "Write class: and its import path.")
        return None if len(self.problems) > before else make_pipeline(*made)

    def _check_step(self, step: Estimator | None, place: str, *, is_last: bool) -> None:
        if step is not None and not is_last and not hasattr(step, "transform"):
            self._report(
                place,
                f"{type(step).__name__} transforms nothing, so no step can follow it.",
                "Put the classifier last.",
            )

    def _class(self, path: Any, place: str) -> type | None:
        try:
            kind = installed_object(str(path))
        except ImportProblem as problem:
            self._report(place, problem.message, problem.remedy)
            return None
        if not isinstance(kind, type) or not (hasattr(kind, "fit") and hasattr(kind, "get_params")):
            self._report(
                place,
                f"{path} is no class of scikit-learn's interface.",
                "Name a class with fit and get_params.",
            )
            return None
        return kind

    def _check_names(self, kind: type, parameters: Mapping[str, Any], place: str) -> None:
        known = inspect.signature(kind).parameters.values()
        if any(parameter.kind is parameter.VAR_KEYWORD for parameter in known):
            return
        names = [parameter.name for parameter in known]
        for name in parameters:
            if name not in names:
                near = nearest_names(name, names)
                self._report(
                    f"{place}.{name}",
                    f"{kind.__name__} has no parameter {name!r}.",
                    f"Did you mean {' or '.join(near)}?" if near else f"It has {_listed(names)}.",
                )

    def _value(self, value: Any, place: str) -> Any:
        if _is_estimator(value):
            return self.estimator(value, place)
        if isinstance(value, list):
            made = [
                self._value(inner, f"{place}[{number}]")
                for number, inner in enumerate(value, start=1)
            ]
            if made and all(map(_is_estimator, value)):
                # Where scikit-learn takes several estimators, it wants a name for each.
                return [(f"estimator-{number}", inner) for number, inner in enumerate(made, 1)]
            return [tuple(inner) if _is_named(inner) else inner for inner in made]
        if isinstance(value, Mapping):
            return {name: self._value(inner, f"{place}.{name}") for name, inner in value.items()}
        return value

    def _made(self, kind: type | None, parameters: Mapping[str, Any], place: str) -> Estimator:
        """Construct and check, as `fit` would do only later."""
        if kind is None:
            return None
        try:
            estimator = kind(**parameters)
            if hasattr(kind, "_parameter_constraints"):
                estimator._validate_params()  # noqa: SLF001  scikit-learn's own check in `fit`
        except Exception as problem:  # a constructor may raise anything
            self._report(
                f"{place}.parameters",
                f"{kind.__name__} cannot be made of these parameters: {_first_line(problem)}",
                "Correct them.",
            )
            return None
        return estimator

    def _report(self, place: str, message: str, remedy: str) -> None:
        self.problems.append(DataProblem(place, message, remedy))


def _is_estimator(value: Any) -> bool:
    return isinstance(value, Mapping) and ("class" in value or "pipeline" in value)


def _is_named(value: Any) -> bool:
    """Whether a list is a name and what it names, for which scikit-learn wants a tuple."""
    return isinstance(value, list) and len(value) > 1 and any(hasattr(v, "fit") for v in value)


def _listed(names: list[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _first_line(problem: Exception) -> str:
    text = str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__
    return text if text.endswith(".") else f"{text}."
