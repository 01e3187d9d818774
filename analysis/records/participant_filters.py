"""Which participants of a study somebody wants to see, and who stands beside whom among them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet

from analysis.records.assess import to_assess
from analysis.records.flag_models import Rule, StoredFlag
from survey.participation.models import Participant, State, Trial
from survey.population import Population
from survey.studies.models import Study, StudyVersion

ANY_FLAG = "any"
NO_FLAG = "none"
NOT_YET, FINE, EXCLUDED = "not_yet", "fine", "excluded"

Choices = tuple[tuple[str, str], ...]
"""Values of an address with their words."""


@dataclass(frozen=True)
class ParticipantFilter:
    """What a list is narrowed to; empty fields narrow nothing.

    `flag` is a rule, `any` or `none`; `first` is the key of the scenario that somebody began with.
    """

    flag: str = ""
    state: str = ""
    version: str = ""
    first: str = ""
    assessed: str = ""

    @property
    def query(self) -> str:
        """As it stands in an address."""
        return urlencode({name: value for name, value in vars(self).items() if value})

    @property
    def suffix(self) -> str:
        """What follows an address that is to carry the filter along."""
        return f"?{self.query}" if self.query else ""

    @property
    def before_page(self) -> str:
        """The beginning of the address of a further page of the list."""
        return f"?{self.query}&page=" if self.query else "?page="


def filter_choices(study: Study, scenarios: Mapping[str, str]) -> dict[str, Choices]:
    """What each field of a filter can be; `scenarios` are titles by key.

    Fields that could not tell anybody apart are missing.
    """
    labels = StudyVersion.objects.filter(study=study).order_by("loaded_at", "pk")
    versions = tuple((label, label) for label in labels.values_list("label", flat=True))
    choices: dict[str, Choices] = {
        "flag": ((ANY_FLAG, "any flag"), (NO_FLAG, "no flag"), *_pairs(Rule.choices)),
        "state": _pairs(State.choices),
        "version": versions if len(versions) > 1 else (),
        "first": tuple(scenarios.items()) if len(scenarios) > 1 else (),
        "assessed": (
            (NOT_YET, "not assessed yet"),
            (FINE, "assessed, analysed"),
            (EXCLUDED, "excluded"),
        ),
    }
    return {name: offered for name, offered in choices.items() if offered}


def _pairs(choices: list[tuple[str, str]]) -> Choices:
    return tuple((str(value), str(label)) for value, label in choices)


def read_filter(asked: Mapping[str, str], choices: Mapping[str, Choices]) -> ParticipantFilter:
    """The filter that an address names; what is not offered counts as missing."""
    known = {name: {value for value, _words in offered} for name, offered in choices.items()}
    values = {field.name: asked.get(field.name, "") for field in fields(ParticipantFilter)}
    return ParticipantFilter(
        **{name: value for name, value in values.items() if value in known.get(name, ())}
    )


def narrowed(
    study: Study, population: Population, chosen: ParticipantFilter
) -> QuerySet[Participant]:
    """The participants of a list, those who began last first."""
    # Named by their keys, so that an index of the participants has them in this order.
    versions = list(StudyVersion.objects.filter(study=study).values_list("pk", flat=True))
    rows = Participant.objects.filter(version__in=versions, population=population)
    rows = rows.order_by("-number")
    flags = StoredFlag.objects.filter(participant=OuterRef("pk"))
    if chosen.flag == NO_FLAG:
        rows = rows.filter(~Exists(flags), flag_check__isnull=False)
    elif chosen.flag:
        of_rule = flags if chosen.flag == ANY_FLAG else flags.filter(rule=chosen.flag)
        rows = rows.filter(Exists(of_rule))
    if chosen.state:
        rows = rows.filter(state=chosen.state)
    if chosen.version:
        rows = rows.filter(version__label=chosen.version)
    if chosen.first:
        first = Trial.objects.filter(participant=OuterRef("pk"), position=1, scenario=chosen.first)
        rows = rows.filter(Exists(first))
    return _assessed(rows, chosen.assessed)


def _assessed(rows: QuerySet[Participant], assessed: str) -> QuerySet[Participant]:
    match assessed:
        case "not_yet":
            return to_assess(rows)
        case "fine":
            return rows.filter(assessment__isnull=False)
        case "excluded":
            return rows.filter(exclusion__isnull=False)
    return rows


@dataclass(frozen=True)
class Neighbours:
    """The numbers of who stands before and after somebody in a list; None at its ends."""

    before: int | None
    after: int | None


def neighbours(rows: QuerySet[Participant], number: int) -> Neighbours:
    """`rows` are those of `narrowed`, in which the participant need not be."""
    numbers = rows.values_list("number", flat=True)
    return Neighbours(
        before=numbers.filter(number__gt=number).order_by("number").first(),
        after=numbers.filter(number__lt=number).order_by("-number").first(),
    )
