"""Design spaces written and changed, one transaction a change; the change log notes each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction

from analysis.coding.codebooks.models import Codebook, Theme
from analysis.design_spaces.codes import closed_consensus, codes_of
from analysis.design_spaces.models import (
    LONGEST_LINE,
    DesignSpaceTrace,
    TraceAxis,
    TraceCitation,
    TraceLevel,
    TraceQuote,
)
from analysis.errors import UnfitDesignSpace
from core.line_ends import with_line_feeds
from survey.design.fields import KEY, LEVEL, PATTERNS
from survey.population import Population
from survey.studies.models import StudyKind

MOST_AXES, MOST_LEVELS = 6, 50
"""As many as a study file takes."""

LONGEST_TEXT, LONGEST_TITLE = 5_000, 200

Row = TypeVar("Row", TraceAxis, TraceLevel)


@dataclass(frozen=True)
class AxisContent:
    """What is said of an axis; an empty `name` is its title."""

    key: str
    title: str
    name: str = ""
    ordered: bool = False
    why: str = ""


@dataclass(frozen=True)
class LevelContent:
    """What is said of a level."""

    key: str
    title: str
    why: str = ""


@dataclass(frozen=True)
class Cited:
    """How a code leads to a level, and the passages, by their codings' GUIDs, that show it."""

    sentence: str = ""
    quotes: tuple[UUID, ...] = ()


@transaction.atomic
def add_trace(codebook: Codebook, title: str) -> DesignSpaceTrace:
    """An empty design space. Raises UnfitDesignSpace where its title is taken or does not fit."""
    if codebook.study.kind != StudyKind.INTERVIEWS:
        raise UnfitDesignSpace(
            f"{codebook.study} is a survey. Choose the codebook of a study of interviews."
        )
    title = _line("title", title, LONGEST_TITLE)
    if DesignSpaceTrace.objects.filter(study=codebook.study, title=title).exists():
        raise UnfitDesignSpace(
            f"{codebook.study} has a design space called {title} already. Choose another title."
        )
    return DesignSpaceTrace.objects.create(study=codebook.study, codebook=codebook, title=title)


@transaction.atomic
def rename_trace(trace: DesignSpaceTrace, title: str) -> None:
    """Raises UnfitDesignSpace where the title is taken or does not fit."""
    title = _line("title", title, LONGEST_TITLE)
    others = DesignSpaceTrace.objects.filter(study=trace.study, title=title)
    if others.exclude(pk=trace.pk).exists():
        raise UnfitDesignSpace(
            f"{trace.study} has a design space called {title} already. Choose another title."
        )
    trace.title = title
    trace.save(update_fields=["title"])


@transaction.atomic
def delete_trace(trace: DesignSpaceTrace) -> None:
    trace.delete()


@transaction.atomic
def add_axis(trace: DesignSpaceTrace, content: AxisContent) -> TraceAxis:
    """The last axis of the trace. Raises UnfitDesignSpace for a seventh or unfit one."""
    _lock(trace)
    number = trace.axes.count()
    if number >= MOST_AXES:
        raise UnfitDesignSpace(
            f"A study file takes at most {MOST_AXES} axes. Delete one, or begin another design "
            "space."
        )
    axis = TraceAxis(trace=trace, position=_next(trace.axes.all()))
    return _stored_axis(axis, content)


@transaction.atomic
def change_axis(axis: TraceAxis, content: AxisContent) -> TraceAxis:
    _lock(axis.trace)
    return _stored_axis(axis, content)


@transaction.atomic
def add_level(axis: TraceAxis, content: LevelContent) -> TraceLevel:
    """The last level of the axis. Raises UnfitDesignSpace for a 51st or unfit one."""
    _lock(axis.trace)
    if axis.levels.count() >= MOST_LEVELS:
        raise UnfitDesignSpace(f"An axis has at most {MOST_LEVELS} levels. Delete one of them.")
    level = TraceLevel(axis=axis, position=_next(axis.levels.all()))
    return _stored_level(level, content)


@transaction.atomic
def change_level(level: TraceLevel, content: LevelContent) -> TraceLevel:
    _lock(level.axis.trace)
    return _stored_level(level, content)


@transaction.atomic
def delete_part(part: TraceAxis | TraceLevel) -> None:
    """Delete an axis or a level with all that is in it."""
    part.delete()


@transaction.atomic
def move(part: TraceAxis | TraceLevel, *, down: bool) -> None:
    """Change places with the neighbour before or after; the first and the last stay in place."""
    _lock(part.trace if isinstance(part, TraceAxis) else part.axis.trace)
    beside: Sequence[TraceAxis | TraceLevel] = list(
        part.trace.axes.all() if isinstance(part, TraceAxis) else part.axis.levels.all()
    )
    order = [one.pk for one in beside]
    at = order.index(part.pk)
    other = at + (1 if down else -1)
    if not 0 <= other < len(order):
        return
    order[at], order[other] = order[other], order[at]
    for one in beside:
        position = order.index(one.pk)
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])


@transaction.atomic
def cite(
    level: TraceLevel,
    cited: Mapping[UUID, Cited],
    population: Population = Population.PEOPLE,
) -> None:
    """Cite exactly these codes, by their GUIDs, in place of all that the level cited before.

    Raises UnfitDesignSpace for a code that is not in the codebook any more, and for a quote that
    no closed round holds, such as one of somebody who withdrew.
    """
    trace = level.axis.trace
    _lock(trace)
    codes = codes_of(trace.codebook, population)
    known = {code.guid: code for code in codes.by_key.values()}
    kept: set[int] = set()
    for guid, citation in cited.items():
        if guid not in known:
            raise UnfitDesignSpace(
                "A code that was ticked is not in the codebook any more. Open the page again."
            )
        code = known[guid]
        alike = [one for one in level.citations.all() if codes.now(one.theme_id) == code.pk]
        stored = alike[0] if alike else TraceCitation(level=level)
        for merged in alike[1:]:
            merged.delete()
        stored.theme = Theme.objects.get(pk=code.pk)
        stored.sentence = _text("sentence", citation.sentence)
        stored.save()
        kept.add(stored.pk)
        _attach(stored, citation.quotes, population)
    for former in level.citations.exclude(pk__in=kept):
        former.delete()


def _attach(citation: TraceCitation, quotes: Sequence[UUID], population: Population) -> None:
    wanted = set(quotes)
    agreed = closed_consensus(citation.level.axis.trace.codebook, population)
    codings = agreed.filter(guid__in=wanted)
    if len(codings) != len(wanted):
        raise UnfitDesignSpace(
            "A quote that was ticked is not there any more: its participant withdrew, or its round "
            "was opened again. Open the page again."
        )
    of_population = citation.quotes.filter(
        coding__unit__case__synthetic=population is Population.SIMULATED
    )
    of_population.exclude(coding__in=codings).delete()
    for coding in codings:
        TraceQuote.objects.get_or_create(citation=citation, coding=coding)


def _stored_axis(axis: TraceAxis, content: AxisContent) -> TraceAxis:
    axis.key = _key("axis", content.key, KEY)
    axis.title = _line("title", content.title)
    axis.name = _line("name", content.name or content.title)
    axis.ordered, axis.why = content.ordered, _text("reason", content.why)
    return _save(axis, f"There is an axis {axis.key} already. Choose another key.")


def _stored_level(level: TraceLevel, content: LevelContent) -> TraceLevel:
    level.key = _key("level", content.key, LEVEL)
    level.title, level.why = _line("title", content.title), _text("reason", content.why)
    return _save(level, f"The axis has a level {level.key} already. Choose another key.")


def _save(row: Row, taken: str) -> Row:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as problem:
        raise UnfitDesignSpace(taken) from problem
    return row


def _key(what: str, key: str, pattern: str) -> str:
    key = key.strip()
    if not re.match(pattern, key):
        shown = key[:60] or "An empty word"
        raise UnfitDesignSpace(f"{shown} cannot be the key of this {what}. {PATTERNS[pattern]}")
    return key


def _line(what: str, text: str, longest: int = LONGEST_LINE) -> str:
    text = " ".join(text.split())
    if not text:
        raise UnfitDesignSpace(f"The {what} is missing. Write one.")
    if len(text) > longest:
        raise UnfitDesignSpace(f"The {what} is too long. Use at most {longest} characters.")
    return text


def _text(what: str, text: str) -> str:
    text = with_line_feeds(text).strip()
    if len(text) > LONGEST_TEXT:
        raise UnfitDesignSpace(f"The {what} is too long. Use at most {LONGEST_TEXT:,} characters.")
    return text


def _next(beside: models.QuerySet[TraceAxis] | models.QuerySet[TraceLevel]) -> int:
    last = beside.last()
    return last.position + 1 if last else 0


def _lock(trace: DesignSpaceTrace) -> None:
    """Changes of one design space take turns."""
    DesignSpaceTrace.objects.select_for_update().get(pk=trace.pk)
