"""When and how the data were collected: what a paper says of its recruitment and procedure."""

from collections.abc import Callable, Iterator

import numpy as np

from analysis.report.context import ReportContext
from analysis.report.document import (
    Block,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.wording import counted, listed, people
from core.arrays import Floats
from core.rounding import decimals
from survey.design.compensation import NoCompensation
from survey.design.definition import SurveyDefinition
from survey.design.path import participant_path

FACTS = (ReportColumn("what", "What"), ReportColumn("value", "As it was"))
MINUTES = "Minutes"
DURATIONS = (
    ReportColumn("what", "From … to …"),
    ReportColumn("people", "People", ColumnKind.COUNT),
    *(
        ReportColumn(key, title, ColumnKind.NUMBER, 1, over=MINUTES)
        for key, title in (
            ("shortest", "shortest"),
            ("lower_quartile", "lower quartile"),
            ("median", "median"),
            ("upper_quartile", "upper quartile"),
            ("longest", "longest"),
        )
    ),
)
NOTE = (
    "Texts are those of the study file. What differs between versions that people took part in is "
    "told for each."
)
DURATIONS_NOTE = (
    "From the consent to the end, of those who completed: breaks are part of it. On the trials, of "
    "those who submitted a setting in every scenario they were given: from the first showing of "
    "the page to the submission, added up. Quartiles lie between two people by linear "
    "interpolation."
)

Fact = Callable[[SurveyDefinition], str | None]


def collection_section(context: ReportContext) -> ReportSection:
    blocks: list[Block] = [Paragraph(_story(context))]
    rows = (
        *_periods(context),
        *(row for what, fact in FACTS_OF_FILES for row in _fact(context, what, fact)),
    )
    blocks.append(
        ReportTable("collection", "How the data were collected.", FACTS, rows, NOTE, grouped=1)
    )
    if durations := tuple(_durations(context)):
        blocks.append(
            ReportTable(
                "durations",
                "How long taking part took.",
                DURATIONS,
                durations,
                DURATIONS_NOTE,
            )
        )
    return ReportSection("collection", "Collection of the data", tuple(blocks))


def _story(context: ReportContext) -> str:
    collection = context.observations.collection
    sentences = [_days(collection.first_day, collection.last_day)] if collection.first_day else []
    minutes = _minutes_to_complete(context)
    planned = context.observations.versions[0].definition.duration_minutes
    if len(minutes):
        lower, median, upper = np.quantile(minutes, (0.25, 0.5, 0.75))
        ends = f"{decimals(lower, 1)} and {decimals(upper, 1)}"
        quartiles = f" (median; quartiles {ends})" if len(minutes) > 1 else ""
        sentences.append(
            f"From the consent to the end, the {people(len(minutes))} who completed took "
            f"{decimals(median, 1)} minutes{quartiles}; the study announces {planned}."
        )
    if not sentences:
        sentences.append(f"The study announces {counted(planned, 'minute')}.")
    return " ".join(sentences)


def _days(first: str, last: str) -> str:
    if first == last:
        return f"The analysed consented on {first} (UTC)."
    return f"The analysed consented between {first} and {last} (days in UTC)."


def _periods(context: ReportContext) -> Iterator[tuple[CellValue, ...]]:
    collection = context.observations.collection
    yield "Participants", str(context.observations.population)
    if collection.first_day:
        yield "First consent of an analysed participant", collection.first_day
        yield "Last consent of an analysed participant", collection.last_day
    if period := collection.period:
        until = f" until {period.closes_on}" if period.closes_on else ", with no end set"
        invited = ", by invitation alone" if period.invited_only else ""
        yield (
            "Enrolment",
            f"open from {period.opens_on}{until}, for {counted(period.quota, 'place')}{invited}",
        )
    if collection.languages:
        yield (
            "Language of the consent",
            listed(f"{language} ({number:,})" for language, number in collection.languages),
        )


def _fact(context: ReportContext, what: str, fact: Fact) -> Iterator[tuple[CellValue, ...]]:
    """What the study file says of something, once where all versions say the same."""
    by_value: dict[str, list[str]] = {}
    for version in context.observations.versions:
        if value := fact(version.definition):
            by_value.setdefault(" ".join(value.split()), []).append(version.label)
    for value, labels in by_value.items():
        if len(labels) == len(context.observations.versions):
            yield what, value
        else:
            noun = "version" if len(labels) == 1 else "versions"
            yield f"{what}, {noun} {listed(reversed(labels))}", value


def _eligible(study: SurveyDefinition) -> str:
    return "; ".join(
        f"{criterion.text} – {listed(criterion.options[option] for option in criterion.eligible)}"
        for criterion in study.inclusion.criteria
    )


def _recruitment(study: SurveyDefinition) -> str | None:
    return study.recruitment.text if study.recruitment else None


def _channels(study: SurveyDefinition) -> str | None:
    return "; ".join(study.recruitment.channels) if study.recruitment else None


def _panel(study: SurveyDefinition) -> str | None:
    return "a panel sends people, who return to it at the end" if study.panel else None


def _payment(study: SurveyDefinition) -> str:
    offer = study.compensation.offer
    if isinstance(study.compensation, NoCompensation):
        return offer or "none"
    return offer or "as the last page says"


def _pages(study: SurveyDefinition) -> str:
    pages = participant_path(study, tuple(study.scenarios))
    questions = [len(page.questions) for page in pages]
    return (
        f"{counted(len(pages), 'page')} with {counted(sum(questions), 'question')}, "
        f"at most {max(questions)} on one"
    )


FACTS_OF_FILES: tuple[tuple[str, Fact], ...] = (
    ("Recruitment", _recruitment),
    ("Reached by", _channels),
    ("Panel", _panel),
    ("Who could take part", _eligible),
    ("Compensation", _payment),
    ("Compensation of whoever stops", lambda study: study.compensation.when_stopped),
    ("Ethics", lambda study: f"{study.ethics.committee}, {study.ethics.reference}"),
    (
        "Consent, each statement ticked",
        lambda study: " ".join(statement.text for statement in study.consent.statements),
    ),
    ("Pages", _pages),
    ("Answers are kept until", lambda study: study.retention.answers_until.isoformat()),
)


def _durations(context: ReportContext) -> Iterator[tuple[CellValue, ...]]:
    named = (
        ("From the consent to the end", _minutes_to_complete(context)),
        ("On the trials", _minutes_on_trials(context)),
    )
    for what, minutes in named:
        if len(minutes):
            five = np.quantile(minutes, (0, 0.25, 0.5, 0.75, 1)).tolist()
            yield what, len(minutes), *five


def _minutes_to_complete(context: ReportContext) -> Floats:
    seconds = context.observations.taking_part.seconds
    return np.asarray(seconds[~np.isnan(seconds)] / 60)


def _minutes_on_trials(context: ReportContext) -> Floats:
    """Of those who submitted in every scenario they were given."""
    trials = context.observations.trials
    totals = np.bincount(trials.person, weights=trials.seconds)
    return np.asarray(totals[~np.isnan(totals)] / 60)
