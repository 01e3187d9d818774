"""All rows of the databases, read as they are stored."""

from typing import Any

from django.apps import apps
from django.db import connections

STUDIES = {"survey_study", "survey_studyversion", "survey_enrolmentwindow"}


def dump() -> str:
    """Every row of every table of every database, as text."""
    rows_as_text = []
    for connection in connections.all():
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
                rows_as_text += [f"{table}: {row}" for row in cursor.fetchall()]
    return "\n".join(rows_as_text)


def about_people() -> dict[str, list[dict[str, Any]]]:
    """The rows of each table of the survey that has any, without the tables of studies.

    When a participant was last active is left out, as reading a page changes it.
    """
    models = apps.get_app_config("survey").get_models()
    rows = {
        model._meta.db_table: list(model._default_manager.order_by("pk").values())
        for model in models
        if model._meta.db_table not in STUDIES
    }
    for participant in rows["survey_participant"]:
        del participant["last_active_at"]
    return {table: stored for table, stored in rows.items() if stored}
