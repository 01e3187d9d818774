"""Lists that are filtered by what they offer, and by nothing else."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class FilteredAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    linked_filters: tuple[str, ...] = ()
    """What pages of ours link to a part of the list by, beside the filters it shows."""

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Django also takes any other column, and `?token__startswith=a` tells it by letters."""
        offered = any(f"{lookup}__".startswith(f"{name}__") for name in self.offered_filters())
        allowed = super().lookup_allowed(lookup, value, request)
        return lookup in self.linked_filters or (offered and allowed)

    def offered_filters(self) -> set[str]:
        """The names of what the list can be filtered by on its page."""
        return {str(each[0]) if isinstance(each, tuple) else str(each) for each in self.list_filter}
