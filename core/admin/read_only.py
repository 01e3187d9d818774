"""Admin pages on which nobody can add, change or delete anything."""

from typing import Any

from django.http import HttpRequest

from core.admin.filtered import FilteredAdmin


class ReadOnlyAdmin(FilteredAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
