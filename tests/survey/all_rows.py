"""What the databases hold, whatever the models say."""

from typing import Any

from django.apps import apps
from django.db import connections

STUDIES = {"survey_study", "survey_studyversion", "survey_opening"}


def dump() -> str:
    """Every row of every table of every database, as text."""
    found = []
    for connection in connections.all():
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
                found += [f"{table}: {row}" for row in cursor.fetchall()]
    return "\n".join(found)


def about_people() -> dict[str, list[dict[str, Any]]]:
    """All rows of the survey's tables but those of the studies, without the last sign of life."""
    models = apps.get_app_config("survey").get_models()
    rows = {
        model._meta.db_table: list(model._default_manager.order_by("pk").values())
        for model in models
        if model._meta.db_table not in STUDIES
    }
    for participant in rows["survey_participant"]:
        del participant["last_active_at"]
    return {table: found for table, found in rows.items() if found}
