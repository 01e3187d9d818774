"""Lines of a table about participants who are recorded already: they change attributes alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey.errors import UnfitInterviewee
from survey.interviews.models import Interviewee
from survey.interviews.values import fit_values
from survey.population import Population
from survey.studies.models import Study

SAID_OF_THEM = {
    "consented_on": "another day of consent",
    "language": "another language of the consent",
    "channel": "another recruitment channel",
}
"""What a table may leave empty or say again, and what a page of theirs changes."""


@dataclass(frozen=True)
class KnownPerson:
    """Somebody in the table who is recorded, with the values that the line has for them."""

    interviewee: Interviewee
    cells: Mapping[str, str]
    """Attributes as typed, by key; an empty one leaves what is there."""


def people_by_label(study: Study) -> dict[str, Interviewee]:
    """Everybody who is recorded by their number in one case, locked until the end."""
    rows = Interviewee.objects.select_for_update(of=("self",)).filter(study=study)
    people = {row.label.casefold(): row for row in rows.select_related("version__study")}
    versions = {row.version_id: row.version for row in people.values()}
    for row in people.values():
        row.version = versions[row.version_id]
    return people


def wrong_of(
    person: Interviewee, line: Mapping[str, str], cells: Mapping[str, str], population: Population
) -> list[str]:
    """All that is wrong with a line about somebody who is recorded already."""
    taken = f"There is a participant {person} in {person.version.study} already."
    if person.population != population:
        return [f"{taken} Give this one another number."]
    recorded = {
        "consented_on": person.consented_on.isoformat(),
        "language": person.consent_language,
        "channel": person.channel,
    }
    problems = [
        f"{taken} The line has {said}: leave {column} "
        "empty to change attributes alone, or give this one another number."
        for column, said in SAID_OF_THEM.items()
        if line.get(column, "") not in {"", recorded[column]}
    ]
    for key, cell in cells.items():
        try:
            fit_values(person.version.interviews, {key: cell} if cell else {})
        except UnfitInterviewee as problem:
            problems.append(str(problem))
    return problems


def change_attributes(people: list[KnownPerson]) -> list[Interviewee]:
    """Store what the lines say of attributes, and leave what they do not speak of."""
    changed = []
    for known in people:
        person = known.interviewee
        typed = {key: cell for key, cell in known.cells.items() if cell}
        person.attributes = person.attributes | fit_values(person.version.interviews, typed)
        changed.append(person)
    Interviewee.objects.bulk_update(changed, ["attributes"], batch_size=500)
    return changed
