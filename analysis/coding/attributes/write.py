"""Attributes added, renamed and deleted, and their values, typed one by one or as a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from analysis.coding.attributes.models import Attribute, AttributeValue
from analysis.coding.attributes.read import attributes_of
from analysis.coding.attributes.table import NOT_ATTRIBUTES, read_table
from analysis.coding.cases.models import Case
from analysis.coding.codebooks.slugs import free_key
from analysis.errors import ChangedMeanwhile, NameTaken, NotYours, UnfitAttribute, UnfitName
from survey.population import Population
from survey.studies.models import Study

LONGEST_NAME = 100
LONGEST_VALUE = 200
MOST_ATTRIBUTES = 100


@transaction.atomic
def add_attribute(study: Study, name: str) -> Attribute:
    """Raises UnfitName, and NameTaken where an attribute or an answer has this name already."""
    _lock(study)
    return _add(study, _fit_name(study, name))


@transaction.atomic
def rename_attribute(attribute: Attribute, name: str) -> None:
    """Its key stays as it is. Raises UnfitName and NameTaken, as adding one does."""
    _lock(attribute.study)
    attribute.name = _fit_name(attribute.study, name, but=attribute.key)
    attribute.save(update_fields=["name"])


@transaction.atomic
def delete_attribute(attribute: Attribute) -> None:
    """Delete an attribute with all its values."""
    attribute.delete()


@dataclass(frozen=True)
class Typed:
    """A value of a case, empty for none, and the one that stood there when it was typed."""

    value: str
    seen: str


@transaction.atomic
def write_values(attribute: Attribute, typed: Mapping[int, Typed]) -> int:
    """Store the values that were changed, by the primary keys of cases, and say how many.

    Raises ChangedMeanwhile, and stores nothing, where somebody else changed one of them too, and
    NotYours for a case of another study.
    """
    Attribute.objects.select_for_update().get(pk=attribute.pk)
    changed = {
        case: _fit_value(cell.value)
        for case, cell in typed.items()
        if _one_line(cell.value) != _one_line(cell.seen)
    }
    cases = Case.objects.filter(pk__in=changed, study=attribute.study_id)
    if cases.count() != len(changed):
        raise NotYours("One of these participants is not in the study any more.")
    stored = dict(
        AttributeValue.objects.filter(attribute=attribute, case__in=changed).values_list(
            "case", "value"
        )
    )
    if any(stored.get(case, "") != _one_line(typed[case].seen) for case in changed):
        raise ChangedMeanwhile(
            "Somebody else changed one of these values meanwhile, and nothing was stored. What you "
            "typed stands beside what is there now; keep it to replace that."
        )
    _store(attribute, changed)
    return len(changed)


@transaction.atomic
def write_table(study: Study, population: Population, text: str) -> int:
    """Store a pasted table and say how many values it holds; new columns become attributes.

    An empty cell leaves the value as it is, and columns of answers are passed over. Raises
    UnfitAttribute, UnfitName and NameTaken, and then nothing is stored.
    """
    table = read_table(text)
    cases = Case.objects.filter(study=study, synthetic=population is Population.SIMULATED)
    by_label = dict(cases.values_list("label", "pk"))
    if unknown := [label for label in table.rows if label not in by_label]:
        raise UnfitAttribute(
            f"{len(unknown)} of the {len(table.rows)} cases of the table are not among those below "
            "it. Begin each line with a label such as P07."
        )
    return store_values(
        study, {by_label[label]: row for label, row in table.rows.items()}, table.names
    )


@transaction.atomic
def store_values(
    study: Study, values: Mapping[int, Mapping[str, str]], names: Iterable[str]
) -> int:
    """Store values by the primary keys of cases and the names of attributes; say how many.

    Names that no attribute has become attributes, and those that are read-only are passed over.
    Raises UnfitName, NameTaken and UnfitAttribute, and then nothing is stored.
    """
    _lock(study)
    read_only = {known.name.casefold() for known in attributes_of(study) if known.is_read_only}
    typed = {known.name.casefold(): known for known in Attribute.objects.filter(study=study)}
    number = 0
    for name in names:
        if name.casefold() in read_only:
            continue
        attribute = typed.get(name.casefold()) or _add(study, _fit_name(study, name))
        of_name = {case: _fit_value(row[name]) for case, row in values.items() if name in row}
        _store(attribute, of_name)
        number += len(of_name)
    return number


def _lock(study: Study) -> None:
    """Changes of the attributes of one study take turns."""
    Study.objects.select_for_update().get(pk=study.pk)


def _add(study: Study, name: str) -> Attribute:
    taken = set(Attribute.objects.filter(study=study).values_list("key", flat=True))
    if len(taken) >= MOST_ATTRIBUTES:
        raise UnfitAttribute(
            f"A study has {MOST_ATTRIBUTES} attributes at most. Delete one that is not used."
        )
    return Attribute.objects.create(
        study=study, key=free_key(name, taken), name=name, position=len(taken)
    )


def _store(attribute: Attribute, values: Mapping[int, str]) -> None:
    AttributeValue.objects.filter(attribute=attribute, case__in=values).delete()
    AttributeValue.objects.bulk_create(
        AttributeValue(attribute=attribute, case_id=case, value=value)
        for case, value in values.items()
        if value
    )


def _fit_name(study: Study, name: str, but: str = "") -> str:
    name = _one_line(name)
    if not 0 < len(name) <= LONGEST_NAME or name.casefold() in NOT_ATTRIBUTES:
        raise UnfitName(
            f"An attribute needs a name, of at most {LONGEST_NAME} characters, other than "
            f"{' and '.join(NOT_ATTRIBUTES)}."
        )
    others = (known for known in attributes_of(study) if known.key != but)
    if any(known.name.casefold() == name.casefold() for known in others):
        raise NameTaken("There is an attribute of this name already. Choose another name.")
    return name


def _fit_value(value: str) -> str:
    value = _one_line(value)
    if len(value) > LONGEST_VALUE or "\0" in value:
        raise UnfitAttribute(
            f"A value has at most {LONGEST_VALUE} characters. Shorten the long one."
        )
    return value


def _one_line(text: str) -> str:
    return " ".join(text.split())
