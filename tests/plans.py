"""How the database finds the rows that a page asks for: by an index, or by reading a table through.

The tables of a test are so small that PostgreSQL would read them through whatever there is, so
that is made expensive for it, and it is told that they are large: what it still reads through has
no index.
"""

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from django.db import connection

GROWING = frozenset(
    {
        "survey_participant",
        "survey_pagevisit",
        "survey_trial",
        "survey_answer",
        "survey_draft",
        "survey_checkattempt",
        "survey_exploration",
        "survey_choice",
        "survey_chain",
        "survey_link",
        "survey_anchor",
        "survey_slot",
        "survey_allocationstep",
        "survey_tombstone",
        "survey_invitation",
    }
)
"""Tables that get rows with every participant."""

LARGE = """
    UPDATE pg_class SET
        reltuples = CASE pg_relation_size(oid) WHEN 0 THEN -1 ELSE 1000000 END,
        relpages = CASE pg_relation_size(oid) WHEN 0 THEN 0 ELSE 1 END
    WHERE relname = ANY(%s)
"""
"""A million rows for each page there is; of an empty table, that nobody has counted it yet.

Otherwise reading an index through costs no more than searching it, and which one is done changes
with what was counted when.
"""

UNCOUNTED = """
    DELETE FROM pg_statistic
    WHERE starelid IN (SELECT oid FROM pg_class WHERE relname = ANY(%s))
"""
"""Nothing is known of the values either, whatever autovacuum saw of the tests before."""

Question = tuple[str, Any]
"""SQL and its values."""


def asked_by(do: Callable[[], object]) -> list[Question]:
    """What something asks of the main database, row locks and additions aside."""
    asked: list[Question] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("SELECT", "UPDATE", "DELETE")):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        do()
    return asked


def read_through(questions: list[Question]) -> set[tuple[str, str]]:
    """Every growing table that a question reads from end to end, with the question."""
    tables_read = set()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for method in ("seqscan", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{method} = off")
            for statement in (LARGE, UNCOUNTED):
                cursor.execute(statement, [list(GROWING)])
        for sql, values in questions:
            tables = _in_postgresql if connection.vendor == "postgresql" else _in_sqlite
            tables_read |= {
                (table, sql) for table in tables(cursor, sql, values) if table in GROWING
            }
    return tables_read


def _in_sqlite(cursor: Any, sql: str, values: Any) -> Iterator[str]:
    """Such as “SCAN T3” or “SCAN survey_slot USING COVERING INDEX one_slot_per_number”."""
    cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
    for *_numbers, step in cursor.fetchall():
        operation, _, rest = step.partition(" ")
        if operation == "SCAN":
            yield _table(rest.split()[0], sql)


def _table(name: str, sql: str) -> str:
    """The table of an alias that Django gave it, such as T3 or U0."""
    words = sql.replace('"', "").split()
    aliases = {after: before for before, after in pairwise(words)}
    return aliases.get(name, name) if name not in GROWING else name


def _in_postgresql(cursor: Any, sql: str, values: Any) -> Iterator[str]:
    cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", values)
    (plan,) = cursor.fetchone()
    yield from _of_node((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])


def _of_node(node: dict[str, Any]) -> Iterator[str]:
    reads = "Relation Name" in node and node["Node Type"] != "ModifyTable"
    if reads and not {"Index Cond", "Recheck Cond"} & node.keys():
        yield node["Relation Name"]
    for child in node.get("Plans", []):
        yield from _of_node(child)
