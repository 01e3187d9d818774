"""The tables of a package in the order they are written. A new table is a new function here."""

from collections.abc import Callable

from analysis.export.scope import Scope
from analysis.export.table import Table
from analysis.export.tables.agreement import agreement
from analysis.export.tables.answers import answers
from analysis.export.tables.codes import codebook, codes
from analysis.export.tables.exclusions import exclusions
from analysis.export.tables.participants import participants
from analysis.export.tables.times import check_attempts, pages
from analysis.export.tables.trials import explorations, trials
from analysis.export.tables.wide import wide

TableBuilder = Callable[[Scope], Table]

TABLES: tuple[TableBuilder, ...] = (
    participants,
    wide,
    trials,
    explorations,
    answers,
    check_attempts,
    pages,
    exclusions,
    codes,
    codebook,
    agreement,
)
