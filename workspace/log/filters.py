"""Which entries of a study's log of changes somebody asked for."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from operations.models import Change

DAY = forms.DateInput(attrs={"type": "date"})


class LogFilter(forms.Form):
    """Every field may be left empty. A day that is none is said beside its field."""

    who = forms.CharField(required=False, max_length=200, help_text="Part of a name is enough")
    kind = forms.ChoiceField(
        label="What was done", required=False, choices=[("", "anything"), *Change.Kind.choices]
    )
    what = forms.ChoiceField(label="To what", required=False)
    since = forms.DateField(label="From", required=False, widget=DAY)
    until = forms.DateField(label="Up to and with", required=False, widget=DAY)

    def __init__(self, *arguments: Any, changes: QuerySet[Change], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._changes = changes
        kinds = changes.order_by("what").values_list("what", flat=True).distinct()
        what: Any = self.fields["what"]
        what.choices = [("", "anything"), *((name, name) for name in kinds)]

    def clean(self) -> dict[str, Any]:
        wanted: dict[str, Any] = super().clean() or {}
        since, until = wanted.get("since"), wanted.get("until")
        if since and until and since > until:
            self.add_error("until", "This day is before the other one. Exchange them.")
        return wanted

    def entries(self) -> QuerySet[Change]:
        """The newest first. What cannot be read narrows nothing."""
        self.full_clean()
        wanted = getattr(self, "cleaned_data", {})
        lookups = {
            "by__icontains": wanted.get("who"),
            "kind": wanted.get("kind"),
            "what": wanted.get("what"),
            "happened_at__date__gte": wanted.get("since"),
            "happened_at__date__lte": wanted.get("until"),
        }
        asked = {lookup: value for lookup, value in lookups.items() if value}
        return self._changes.filter(**asked).order_by("-number")
