"""The attributes of several participants of interviews, typed into one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from survey.errors import SampleChangedMeanwhile, UnfitInterviewee
from survey.interviews.models import Interviewee
from survey.interviews.values import fit_values, typed_value
from survey.interviews.write import lock_study
from survey.studies.models import Study, StudyVersion


@dataclass(frozen=True)
class TypedValue:
    """A value as typed, empty for none, and the one that stood there when it was typed."""

    value: str
    seen: str


@transaction.atomic
def write_attribute_table(study: Study, typed: Mapping[int, Mapping[str, TypedValue]]) -> int:
    """Store the values that were changed, by primary keys and keys of attributes; say how many.

    Raises SampleChangedMeanwhile, and stores nothing, where somebody else changed one of them too,
    or erased the participant, and UnfitInterviewee for a value that does not fit.
    """
    lock_study(study.pk)
    changed = {
        pk: {key: cell for key, cell in cells.items() if _line(cell.value) != _line(cell.seen)}
        for pk, cells in typed.items()
    }
    changed = {pk: cells for pk, cells in changed.items() if cells}
    rows = {row.pk: row for row in Interviewee.objects.filter(study=study, pk__in=changed)}
    if len(rows) != len(changed):
        raise SampleChangedMeanwhile(
            "One of these participants is not in the study any more, and nothing was stored. Open "
            "the table again."
        )
    versions = {version.pk: version for version in StudyVersion.objects.filter(study=study)}
    for pk, cells in changed.items():
        row = rows[pk]
        definition = versions[row.version_id].interviews
        try:
            values = fit_values(definition, {key: cell.value for key, cell in cells.items()})
        except UnfitInterviewee as problem:
            raise UnfitInterviewee(f"{row}: {problem}") from problem
        for key, cell in cells.items():
            stored = typed_value(definition.attributes[key], row.attributes.get(key))
            if stored != _line(cell.seen):
                raise SampleChangedMeanwhile(
                    "Somebody else changed one of these values meanwhile, and nothing was stored. "
                    "What you typed stands beside what is there now; store it to replace that."
                )
        others = {key: value for key, value in row.attributes.items() if key not in cells}
        row.attributes = others | values
    Interviewee.objects.bulk_update(rows.values(), ["attributes"], batch_size=200)
    return sum(len(cells) for cells in changed.values())


def _line(text: str) -> str:
    return " ".join(text.split())
