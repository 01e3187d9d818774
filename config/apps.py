from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate, pre_migrate

from core.command_errors import errors_as_sentences
from operations.errors import OperationsError


class ConfigApp(AppConfig):
    name = "config"

    def ready(self) -> None:
        # The signal is sent for apps with models, of which this is none.
        pre_migrate.connect(refuse_unknown_database, sender=apps.get_app_config("workspace"))
        post_migrate.connect(note_release_in_use, sender=apps.get_app_config("operations"))
        # The signal is sent app by app in the order of INSTALLED_APPS. Our apps stand above auth,
        # so they have their permissions when it is sent for auth.
        post_migrate.connect(write_roles, sender=apps.get_app_config("auth"))
        from workspace.log_in.names import on_failure, on_success

        user_login_failed.connect(on_failure)
        user_logged_in.connect(on_success)


def refuse_unknown_database(*, using: str, **_: Any) -> None:
    """Stop before a database of a newer release, or of a version that was never released.

    No migration leads from either. Raises CommandError.
    """
    from operations.releases import require_known

    with errors_as_sentences(OperationsError):
        require_known(connections[using])


def note_release_in_use(*, using: str, **_: Any) -> None:
    if using == DEFAULT_DB_ALIAS:  # the other database has the tables of one app alone
        from operations.releases import note_release

        note_release()


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
