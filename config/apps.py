from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import post_migrate, pre_migrate

OURS = {"analysis", "attribution", "config", "operations", "recruitment", "survey", "workspace"}
BEFORE_THE_FIRST_RELEASE = {"config", "upkeep"}
"""Labels of our apps under which nothing is stored any more."""


class ConfigApp(AppConfig):
    name = "config"

    def ready(self) -> None:
        # The signal is sent for apps with models, of which this is none.
        pre_migrate.connect(refuse_unreleased_database, sender=apps.get_app_config("workspace"))
        # The signal is sent app by app in the order of INSTALLED_APPS. Our apps stand above auth,
        # so they have their permissions when it is sent for auth.
        post_migrate.connect(write_roles, sender=apps.get_app_config("auth"))
        from workspace.log_in.names import on_failure, on_success

        user_login_failed.connect(on_failure)
        user_logged_in.connect(on_success)


def refuse_unreleased_database(*, using: str, **_: Any) -> None:
    """Stop before a database of a version that was never released: no migration leads from it.

    Raises CommandError.
    """
    loader = MigrationLoader(connections[using])
    unknown = [
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in BEFORE_THE_FIRST_RELEASE
        or (app in OURS and (app, name) not in loader.disk_migrations)
    ]
    if unknown:
        raise CommandError(
            f"The database {using!r} was made by another version of Needfinder (it has "
            f"{min(unknown)}, which this one does not know), and is left as it is. Databases of "
            "versions before the first release are not carried over: use a new database, or for "
            "the demo `python3 run.py demo --fresh`, which deletes its data."
        )


def write_roles(*, using: str, **_: Any) -> None:
    """Give the groups exactly the permissions of ROLES, after every migration."""
    if using != DEFAULT_DB_ALIAS:  # the other database has no accounts
        return
    from django.contrib.auth.models import Group, Permission

    from config.roles import ROLES

    for role, names in ROLES.items():
        group, _created = Group.objects.get_or_create(name=role)
        permissions = [
            Permission.objects.get_by_natural_key(codename, app_label, codename.split("_", 1)[1])
            for app_label, codename in (name.split(".") for name in names)
        ]
        group.permissions.set(permissions)
