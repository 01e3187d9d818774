"""Where each of the 32 items of COREQ stands.

Allison Tong, Peter Sainsbury and Jonathan Craig: Consolidated criteria for reporting qualitative
research (COREQ): a 32-item checklist for interviews and focus groups. International Journal for
Quality in Health Care 19(6), 2007. The items are named here in words of our own.
"""

from collections.abc import Iterable

from analysis.report.checklists import in_sections, in_study_file, numbered, titles_by_key
from analysis.report.document import Paragraph, ReportColumn, ReportSection, ReportTable
from analysis.report.interviews.observations import InterviewObservations
from analysis.report.wording import counted

NOT_STATED = "not stated"
RESEARCHERS, DESIGN, FINDINGS = (
    "1: Researchers and reflexivity",
    "2: Design of the study",
    "3: Analysis and findings",
)


ITEMS = (
    *numbered(
        RESEARCHERS,
        1,
        (
            "Who interviewed",
            "Their credentials",
            "Their occupation at the time",
            "Their gender",
            "Their experience and training",
            "Whether interviewer and participants knew each other before",
            "What participants knew of the interviewer",
            "What the interviewer brings along, such as assumptions and interests",
        ),
    ),
    *numbered(
        DESIGN,
        9,
        (
            "Methodological orientation",
            "How participants were chosen",
            "How participants were approached",
            "How many took part",
            "How many refused or withdrew, and why",
            "Where the interviews took place",
            "Who else was there",
            "What is known of the sample, and when it was interviewed",
            "The interview guide, and whether it was tried out",
            "Repeated interviews",
            "Recording",
            "Field notes",
            "How long the interviews took",
            "Saturation",
            "Whether participants saw their transcripts",
        ),
    ),
    *numbered(
        FINDINGS,
        24,
        (
            "How many people coded",
            "The coding tree",
            "Whether themes were set before or came from the data",
            "Software",
            "Whether participants commented on the findings",
            "Quotes, each with a participant's number",
            "Whether findings follow from the data",
            "Clear major themes",
            "Minor themes and diverse cases",
        ),
    ),
)

COLUMNS = (
    ReportColumn("domain", "Domain"),
    ReportColumn("number", "Item"),
    ReportColumn("name", "What is to be reported"),
    ReportColumn("where", "Where it stands"),
    ReportColumn("text", "What the study file says of it"),
)


def coreq_section(
    observed: InterviewObservations, sections: Iterable[ReportSection]
) -> ReportSection:
    """`sections` are those of the report, to which items point by their titles."""
    titles = titles_by_key(sections)
    stated = observed.definition.coreq
    here = _where(observed, titles)
    rows = []
    for item in ITEMS:
        text = stated.get(str(item.number))
        places = [*here.get(item.number, ())]
        if text:
            places.append(in_study_file(f"coreq {item.number}"))
        where = "; ".join(places) or NOT_STATED
        rows.append((item.domain, str(item.number), item.name, where, _line(text)))
    missing = sum(row[3] == NOT_STATED for row in rows)
    explanation = (
        "COREQ asks reports of interviews for 32 things (Tong, Sainsbury & Craig, 2007). "
        f"{len(ITEMS) - missing} of them stand in this report or in the study file; "
        f"{counted(missing, 'item')} {'is' if missing == 1 else 'are'} not stated. The text for "
        "an item that nothing else answers stands in the study file, under coreq and its number. "
        "Whether a place says enough is for you to judge."
    )
    table = ReportTable("coreq", "The COREQ checklist.", COLUMNS, tuple(rows), grouped=1)
    return ReportSection(
        "coreq", "Checklist for reports of interviews", (Paragraph(explanation), table)
    )


def _where(observed: InterviewObservations, titles: dict[str, str]) -> dict[int, tuple[str, ...]]:
    """The places that answer items by themselves, as far as there is something in them."""
    definition = observed.definition
    interviews = [interview for person in observed.people for interview in person.transcripts]
    places: dict[int, list[str]] = {}

    def in_report(number: int, key: str, *, given: bool = True) -> None:
        if given and (place := in_sections([key], titles)):
            places.setdefault(number, []).append(place)

    def in_file(number: int, key: str, *, given: bool = True) -> None:
        if given:
            places.setdefault(number, []).append(in_study_file(key))

    in_report(8, "reflexivity", given=definition.reflexivity is not None)
    in_file(9, "plan: coding", given=definition.plan is not None)
    in_file(10, "sampling")
    in_file(11, "sampling: channels", given=bool(definition.sampling.channels))
    in_report(12, "sample")
    in_report(13, "sample", given=bool(observed.withdrawn))
    in_report(14, "sample", given=any(interview.mode for interview in interviews))
    in_report(16, "sample", given=bool(observed.people))
    in_file(17, "guide")
    in_report(18, "sample", given=bool(interviews))
    in_file(19, "transcription", given=definition.transcription is not None)
    in_report(21, "sample", given=any(interview.minutes for interview in interviews))
    in_report(22, "theme_saturation")
    in_report(24, "process", given=bool(observed.stages))
    for number in (25, 29, 31):
        in_report(number, "themes")
    in_report(26, "process", given=bool(observed.stages))
    in_report(27, "methods")
    in_report(32, "themes_across")
    return {number: tuple(of_item) for number, of_item in places.items()}


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None
