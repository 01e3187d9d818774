"""PostgreSQL keeps no copy of personal texts for its planner."""

from types import SimpleNamespace

from core.planner_statistics import without_statistics


def statements(vendor: str, alias: str) -> list[str]:
    executed: list[str] = []
    connection = SimpleNamespace(vendor=vendor, alias=alias)
    editor = SimpleNamespace(connection=connection, execute=executed.append)
    operation = without_statistics("default", "survey_answer", "value", "note")
    operation.code(None, editor)  # type: ignore[arg-type]
    return executed


def test_each_column_is_left_out_on_postgresql_alone_and_in_its_own_database() -> None:
    assert statements("postgresql", "default") == [
        'ALTER TABLE survey_answer ALTER COLUMN "value" SET STATISTICS 0',
        'ALTER TABLE survey_answer ALTER COLUMN "note" SET STATISTICS 0',
    ]
    assert statements("postgresql", "recruitment") == statements("sqlite", "default") == []
