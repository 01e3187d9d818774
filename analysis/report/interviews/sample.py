"""Who was interviewed: the sample table (the paper's table 1), groups, and the conversations."""

from collections import Counter
from collections.abc import Iterable, Iterator

from analysis.records.interviewees import IntervieweeRecord
from analysis.report.document import (
    NO_VALUE,
    Block,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.interviews.observations import InterviewObservations
from analysis.report.wording import capitalised, counted, listed, people, were
from core.rounding import decimals

TITLE = "The sample"
COUNTED = (
    ReportColumn("what", "What"),
    ReportColumn("value", "Value"),
    ReportColumn("people", "Participants", ColumnKind.COUNT),
)


def sample_section(observed: InterviewObservations) -> ReportSection:
    blocks: list[Block] = [Paragraph(text) for text in _sentences(observed)]
    if observed.people:
        blocks += [_sample_table(observed), _counts_table(observed), _interviews_table(observed)]
    blocks.append(_consent_table(observed))
    return ReportSection("sample", TITLE, tuple(blocks))


def _sentences(observed: InterviewObservations) -> Iterator[str]:
    definition = observed.definition
    interviews = [interview for person in observed.people for interview in person.transcripts]
    yield (
        f"{capitalised(people(len(observed.people)))} consented and {were(len(observed.people))} "
        f"recorded, of {definition.target_sample_size:,} planned; there {were(len(interviews))} "
        f"{counted(len(interviews), 'interview')} with a transcript. People were chosen by "
        f"{definition.sampling.approach[:1].lower()}{definition.sampling.approach[1:]}."
    )
    if observed.withdrawn or observed.expired:
        yield (
            f"{capitalised(people(observed.withdrawn))} withdrew, and the words of "
            f"{people(observed.expired)} were deleted at the end of the retention promised to "
            "them. Nothing they said is in this report."
        )
    criteria = "; ".join(criterion.text.rstrip(".") for criterion in definition.inclusion)
    yield f"The study takes whoever meets its conditions: {criteria}."
    if minutes := [interview.minutes for interview in interviews if interview.minutes]:
        known = "" if len(minutes) == len(interviews) else f" ({len(minutes)} are known)"
        yield (
            f"The interviews lasted from {min(minutes)} to {max(minutes)} minutes, "
            f"{decimals(sum(minutes) / len(minutes), 0)} on average{known}."
        )


def _sample_table(observed: InterviewObservations) -> ReportTable:
    attributes = observed.attributes
    rows = tuple(
        (
            person.label,
            *(person.attributes.get(key) or None for key in attributes),
            person.channel or None,
            len(person.transcripts),
        )
        for person in observed.people
    )
    return ReportTable(
        "participants",
        "The participants.",
        (
            ReportColumn("number", "Participant"),
            *(ReportColumn(f"of_{key}", attribute.title) for key, attribute in attributes.items()),
            ReportColumn("channel", "Reached by"),
            ReportColumn("interviews", "Interviews", ColumnKind.COUNT),
        ),
        rows,
        f"Numbers are the researcher's. {NO_VALUE} stands where nothing was recorded.",
    )


def _counts_table(observed: InterviewObservations) -> ReportTable:
    """How many have each value of the attributes with choices, the one of the groups first."""
    definition = observed.definition
    choices = [key for key, known in observed.attributes.items() if known.type == "choice"]
    choices.sort(key=lambda key: key != definition.groups)
    rows: list[tuple[str, str, int]] = []
    for key in choices:
        attribute = observed.attributes[key]
        held = Counter(person.attributes.get(key, "") for person in observed.people)
        rows += [(attribute.title, option, held[option]) for option in attribute.options.values()]
        rows += [(attribute.title, "not recorded", held[""])] if held[""] else []
    for what, values in (
        ("Reached by", _values(observed.people, "channel")),
        ("Mode", _of_interviews(observed.people, "mode")),
        ("Language", _of_interviews(observed.people, "language")),
        ("Month", _months(observed.people)),
    ):
        rows += [(what, value or "not recorded", number) for value, number in sorted(values)]
    return ReportTable(
        "sample_counts",
        "Participants by group, channel, mode, language and month.",
        COUNTED,
        tuple(rows),
        "Somebody who was interviewed in several modes, languages or months counts in each.",
        grouped=1,
    )


def _values(sample: Iterable[IntervieweeRecord], name: str) -> Iterable[tuple[str, int]]:
    return Counter(str(getattr(person, name)) for person in sample).items()


def _of_interviews(sample: Iterable[IntervieweeRecord], name: str) -> Iterable[tuple[str, int]]:
    values = (
        {str(getattr(interview, name)) for interview in person.transcripts} for person in sample
    )
    return Counter(value for of_person in values for value in of_person).items()


def _months(sample: Iterable[IntervieweeRecord]) -> Iterable[tuple[str, int]]:
    months = (
        {
            interview.held_on.isoformat()[:7] if interview.held_on else ""
            for interview in person.transcripts
        }
        for person in sample
    )
    return Counter(month for of_person in months for month in of_person).items()


def _interviews_table(observed: InterviewObservations) -> ReportTable:
    rows = tuple(
        (
            person.label,
            interview.title,
            interview.held_on.isoformat() if interview.held_on else None,
            interview.mode or None,
            interview.minutes,
            interview.language,
            _translation(interview.parallel_language, interview.translated_by),
            interview.turns,
            interview.words,
        )
        for person in observed.people
        for interview in person.transcripts
    )
    return ReportTable(
        "interviews",
        "The conversations.",
        (
            ReportColumn("number", "Participant"),
            ReportColumn("interview", "Interview"),
            ReportColumn("day", "Day"),
            ReportColumn("mode", "Mode"),
            ReportColumn("minutes", "Minutes", ColumnKind.COUNT),
            ReportColumn("language", "Coded in"),
            ReportColumn("translation", "Beside it"),
            ReportColumn("turns", "Turns", ColumnKind.COUNT),
            ReportColumn("words", "Words", ColumnKind.COUNT),
        ),
        rows,
        grouped=1,
    )


def _translation(language: str, by: str) -> str | None:
    return f"{language}, translated by {by}" if language else None


def _consent_table(observed: InterviewObservations) -> ReportTable:
    rows = []
    for version in observed.versions:
        days = sorted(
            person.consented_on.isoformat()
            for person in observed.people
            if person.version == version.label
        )
        rows.append(
            (
                version.label,
                version.participants,
                days[0] if days else None,
                days[-1] if days else None,
                version.definition.consent_digest,
            )
        )
    labels = listed(version.label for version in observed.versions)
    return ReportTable(
        "consent",
        f"To which text people consented (version {labels}).",
        (
            ReportColumn("version", "Version"),
            ReportColumn("people", "Participants", ColumnKind.COUNT),
            ReportColumn("first", "from", over="Consent"),
            ReportColumn("last", "to", over="Consent"),
            ReportColumn("digest", "SHA-256 of the text"),
        ),
        tuple(rows),
    )
