"""Admin lists that can be filtered only by the filters they offer."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst


class FilteredAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    when_empty = "There is nothing here yet."
    """What an empty list says, with what to do about it."""
    linked_filters: tuple[str, ...] = ()
    """Lookups that our own pages link by, beside the filters that the list shows."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list under the name of what it holds, in place of Django's “Select … to change”."""
        context = {
            "title": capfirst(str(self.opts.verbose_name_plural)),
            "when_empty": self.when_empty,
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Refuse lookups that are not offered.

        Django allows any column, and `?token__startswith=a` would reveal one letter by letter.
        """
        offered = any(f"{lookup}__".startswith(f"{name}__") for name in self.offered_filters())
        allowed = super().lookup_allowed(lookup, value, request)
        named = {*self.linked_filters, *self._own_filters()}
        return lookup in named or (offered and allowed)

    def _own_filters(self) -> set[str]:
        """The parameters of filters of ours, which look nothing up by themselves."""
        return {
            str(entry.parameter_name)
            for entry in self.list_filter
            if isinstance(entry, type) and issubclass(entry, admin.SimpleListFilter)
        }

    def offered_filters(self) -> set[str]:
        """The names of the fields that the list can be filtered by on its page."""
        return {
            str(entry[0]) if isinstance(entry, tuple) else str(entry)
            for entry in self.list_filter
            if not isinstance(entry, type)  # a filter of ours, which names no column
        }
