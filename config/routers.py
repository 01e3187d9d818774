"""The router that keeps recruitment in a database of its own."""

from typing import Any

from django.db.models import Model

RECRUITMENT = "recruitment"
"""The label of the app, and the name of the database that holds only this app."""


class RecruitmentRouter:
    def db_for_read(self, model: type[Model], **_: Any) -> str | None:
        return RECRUITMENT if model._meta.app_label == RECRUITMENT else None

    db_for_write = db_for_read

    def allow_relation(self, first: Model, second: Model, **_: Any) -> bool | None:
        apart = {first._meta.app_label, second._meta.app_label}
        return False if RECRUITMENT in apart and len(apart) == 2 else None

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        return (db == RECRUITMENT) == (app_label == RECRUITMENT)
