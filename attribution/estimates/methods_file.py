"""Reads methods.json: how near attribution methods come to the effects of a bundle.

It lies beside the bundle.json whose digest it names. Needs no numerical library.
"""

import json
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from attribution.axes import Action, Metric
from attribution.errors import BundleError
from attribution.estimates.method_names import Method
from core.digests import digest

METHODS_FILE = "methods.json"
LARGEST = 10_000_000
"""Bytes of the file; that of a bundle with six methods has 30 thousand."""

Correlation = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Deviation = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Number = Annotated[int, Field(ge=1)]
Slug = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,60}$")]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Subsets(_Part):
    """The random groups whose retraining the linear datamodeling score is held against.

    `shares` are the shares of the training samples in a group, by action.
    """

    number: Number
    seed: int
    shares: Mapping[Action, Share]


class MethodUsed(_Part):
    """A method, and the settings it was computed with."""

    key: Method
    settings: Mapping[str, str | float | int | bool | None]


class MeanScore(_Part):
    """Mean and standard deviation over the `errors` model errors that have the score.

    None where no error has one, since a constant has no correlation; one has no deviation.
    """

    mean: Correlation | None
    standard_deviation: Deviation | None
    errors: Annotated[int, Field(ge=0)]


class Overlap(_Part):
    """The mean share of the `number` most helpful samples that are a method's first as well."""

    number: Number
    mean: Share | None


class ScoreLine(_Part):
    """The scores of a method for an action, judged by a metric."""

    method: Method
    action: Action
    metric: Metric
    rank_correlation: MeanScore
    lds: MeanScore
    overlap: tuple[Overlap, ...]


class MethodsFile(_Part):
    """All of methods.json."""

    schema_version: Literal[1]
    scenario: Slug
    bundle_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    seeds: Annotated[tuple[int, ...], Field(min_length=1)]
    subsets: Subsets
    methods: Annotated[tuple[MethodUsed, ...], Field(min_length=1)]
    scores: Annotated[tuple[ScoreLine, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        named = [method.key for method in self.methods]
        lines = [(line.method, line.action, line.metric) for line in self.scores]
        if len(set(named)) < len(named) or len(set(lines)) < len(lines):
            raise ValueError("a method or one of its scores is there twice")
        if {method for method, _action, _metric in lines} != set(named):
            raise ValueError("the methods with scores are others than those listed")
        for line in self.scores:
            numbers = [overlap.number for overlap in line.overlap]
            if numbers != sorted(set(numbers)):
                raise ValueError("numbers of overlaps do not rise")
        return self


def read_methods(content: bytes, name: str) -> MethodsFile:
    """Parse the bytes of methods.json; `name` is what sentences call the file.

    Raises BundleError for anything that does not follow the schema, and for a newer one.
    """
    again = "compute the scores again with `needfinder attribute SCENARIO --methods`."
    if len(content) > LARGEST:
        raise BundleError(f"{name} has more than {LARGEST:,} bytes: {again}")
    try:
        document = json.loads(content, parse_constant=_refuse)
        version = document["schema_version"]
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise BundleError(f"{name} holds no scores of attribution methods: {again}") from problem
    if version != 1:
        raise BundleError(
            f"{name} has schema version {version}, and this program reads 1: use the version of "
            "Needfinder that wrote it, or a newer one."
        )
    try:
        return MethodsFile.model_validate_json(content)
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(map(str, first["loc"])) or "a score"
        raise BundleError(
            f"{name} does not follow the schema at {place} ({first['msg']}): {again}"
        ) from problem


def require_of_bundle(methods: MethodsFile, bundle_sha256: str, name: str) -> None:
    """Raises BundleError where the scores were computed on the effects of another bundle."""
    if methods.bundle_sha256 != bundle_sha256:
        raise BundleError(
            f"{name} holds scores for another bundle (SHA-256 {methods.bundle_sha256[:12]}…, and "
            f"this one is {bundle_sha256[:12]}…): put the methods.json of this bundle beside it, "
            "or none."
        )


def for_same_effects(content: bytes, before: bytes, after: bytes) -> bytes:
    """The scores of a bundle for one that shows its samples otherwise, with the same effects.

    `before` and `after` are the files of the bundles; their digests alone change.
    """
    return content.replace(digest(before).encode(), digest(after).encode())


def _refuse(constant: str) -> None:
    """Refuse NaN and infinities, which Python's parser accepts although they are not JSON."""
    raise ValueError(constant)
