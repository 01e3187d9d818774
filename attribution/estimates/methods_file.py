"""Reads methods.json, which stands beside a bundle. Needs no numerical library."""

import json
from collections import Counter
from collections.abc import Mapping
from itertools import product
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from attribution.axes import Action, Metric
from attribution.errors import BundleError
from attribution.estimates.method_names import Method

Correlation = Annotated[float, Field(ge=-1, le=1)]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Score(_Record):
    """Mean and standard deviation over the errors for which a correlation is defined.

    Both are None for none, and the deviation for a single one.
    """

    mean: Correlation | None
    standard_deviation: Annotated[float, Field(ge=0)] | None
    errors: Count

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        has_mean, has_deviation = self.mean is not None, self.standard_deviation is not None
        if has_mean is not (self.errors > 0) or has_deviation is not (self.errors > 1):
            raise ValueError("a mean is of one error or more, a deviation of two or more")
        return self


class Overlap(_Record):
    """Mean share of the `number` most helpful samples that the method's `number` first hold."""

    number: Annotated[int, Field(ge=1)]
    mean: Share | None


class MethodScore(_Record):
    """How well a method's estimates of one action and metric agree with retraining."""

    method: Method
    action: Action
    metric: Metric
    rank_correlation: Score
    lds: Score
    overlap: tuple[Overlap, ...]

    def overlap_of(self, number: int) -> float | None:
        """Of the first n; beyond the longest list, that of the whole list. None where unknown."""
        known = {overlap.number: overlap.mean for overlap in self.overlap}
        return known.get(min(number, max(known, default=0)))


class MethodSettings(_Record):
    key: Method
    settings: dict[str, Any]


class Subsets(_Record):
    """The random subsets of the LDS: how many for an action, their seed and their shares."""

    number: Annotated[int, Field(ge=2)]
    seed: Count
    shares: dict[Action, Share]


class MethodsFile(_Record):
    """A score for every method, action and metric, as one comparison gave them."""

    schema_version: Literal[1]
    scenario: str
    bundle_sha256: str
    seeds: Annotated[tuple[int, ...], Field(min_length=1)]
    subsets: Subsets
    methods: tuple[MethodSettings, ...]
    scores: tuple[MethodScore, ...]

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        methods = [method.key for method in self.methods]
        wanted = Counter(product(methods, self.subsets.shares, Metric))
        scored = Counter((score.method, score.action, score.metric) for score in self.scores)
        if scored != wanted or len(set(methods)) < len(methods):
            raise ValueError("every method has one score for every action and metric")
        return self

    def scores_of(self, action: Action, metric: Metric) -> Mapping[Method, MethodScore]:
        """The scores of one action and metric, by method in the order of the file."""
        return {
            score.method: score
            for score in self.scores
            if (score.action, score.metric) == (action, metric)
        }


def read_methods(content: bytes, bundle_sha256: str) -> MethodsFile:
    """Parse a methods.json; raises BundleError where it is damaged or of another bundle.

    `bundle_sha256` is the digest of the bundle's bundle.json.
    """
    methods = _parsed(content)
    if methods.bundle_sha256 != bundle_sha256:
        raise BundleError(
            f"methods.json is about another bundle of {methods.scenario}: compare the methods with "
            "this bundle, by --methods."
        )
    return methods


def _parsed(content: bytes) -> MethodsFile:
    try:
        version = json.loads(content)["schema_version"]
    except (ValueError, TypeError, KeyError) as problem:
        raise BundleError(
            "methods.json is no comparison of methods: make it again, by --methods."
        ) from problem
    if version != 1:
        raise BundleError(
            f"methods.json has schema version {version}, and this program reads 1: use the version "
            "of Needfinder that made it, or a newer one."
        )
    try:
        return MethodsFile.model_validate_json(content)
    except ValidationError as problem:
        first = problem.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the whole"
        raise BundleError(
            f"methods.json does not follow the schema at {field} ({first['msg']}): make it again, "
            "by --methods."
        ) from problem
