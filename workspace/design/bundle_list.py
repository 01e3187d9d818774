"""The bundles that are loaded, in words, and which studies of an account show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from attribution.errors import NotInBundle
from attribution.models import StoredBundle
from attribution.queries import (
    SHIPPED,
    explanations,
    method_scores,
    shipped_scores_missing,
    stored_bundles,
)
from survey.members.access import Account, studies_where
from survey.studies.find import current_versions
from survey.studies.models import StudyKind

KINDS = {"effects": "Effects of training data", "panels": "Explanations in panels"}


@dataclass(frozen=True)
class ListedBundle:
    """A bundle as a list shows it.

    `unreadable` is the sentence about one that an earlier release stored. `is_current` is false for
    one whose name a later one has, which new participants meet. `methods` counts the attribution
    methods that are scored on it.
    """

    pk: int
    name: str
    digest: str
    loaded_at: datetime
    is_current: bool
    kind: str = ""
    source: str = ""
    errors: int = 0
    axes: tuple[tuple[str, int], ...] = ()
    used_by: tuple[tuple[str, str], ...] = ()
    methods: int = 0
    unreadable: str = ""


def listed_bundles(user: Account) -> list[ListedBundle]:
    """Every loaded bundle by its name, the newest of a name first."""
    uses, bundles = _uses(user), list(stored_bundles())
    scored = method_scores(bundle.digest for bundle in bundles)
    seen: set[str] = set()
    listed = []
    for stored in bundles:
        one = _listed(stored, stored.scenario not in seen, uses.get(stored.scenario, ()))
        scores = scored.get(stored.digest)
        listed.append(replace(one, methods=len(scores.approximations)) if scores else one)
        seen.add(stored.scenario)
    return listed


def shipped_and_missing(listed: Iterable[ListedBundle]) -> list[str]:
    """The bundles that ship with Needfinder and are not loaded here, or not with their scores."""
    missing = SHIPPED - {bundle.name for bundle in listed}
    return sorted(missing | shipped_scores_missing())


def _listed(
    stored: StoredBundle, is_current: bool, used_by: tuple[tuple[str, str], ...]
) -> ListedBundle:
    common = (stored.pk, stored.scenario, stored.digest, stored.loaded_at, is_current)
    try:
        shown = explanations(stored.digest)
    except NotInBundle as problem:
        return ListedBundle(*common, used_by=used_by, unreadable=str(problem))
    return ListedBundle(
        *common,
        kind=KINDS[shown.kind],
        source=shown.source,
        errors=len(shown.errors),
        axes=tuple((axis, len(levels)) for axis, levels in shown.axes.items()),
        used_by=used_by,
    )


def _uses(user: Account) -> dict[str, tuple[tuple[str, str], ...]]:
    """The name and title of each of the account's studies, by the bundles of its newest version."""
    uses: dict[str, tuple[tuple[str, str], ...]] = {}
    for slug, title, names in _needs(user):
        for name in names:
            uses[name] = (*uses.get(name, ()), (slug, title))
    return uses


def _needs(user: Account) -> Iterator[tuple[str, str, list[str]]]:
    studies = studies_where(user, "survey.view_study").filter(kind=StudyKind.SURVEY)
    for version in current_versions().filter(study__in=studies):
        study = version.survey
        yield version.study.slug, study.title, list(dict.fromkeys(study.bundles))
