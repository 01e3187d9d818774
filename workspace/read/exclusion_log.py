"""The log of exclusions: who was excluded or taken in again, why, and by whom."""

from collections.abc import Mapping

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from analysis.records.exclusion_reasons import reason_in_words, rules_of
from analysis.records.models import ExclusionStep
from core.admin.read_only import ReadOnlyAdmin
from survey.members.lists import OfStudies, StudyFilter


@admin.register(ExclusionStep)
class ExclusionStepAdmin(OfStudies, ReadOnlyAdmin):
    study_path = "participant__version__study"
    list_display = ("who", "number", "kind", "why", "by", "happened_at")
    list_display_links = ("number",)  # the first column leads to the person
    list_filter = ("kind", "reason", StudyFilter)
    linked_filters = ("participant",)
    list_select_related = ("participant__version__study", "by")
    fields = ("who", "number", "kind", "why", "note", "by", "happened_at")
    ordering = ("-happened_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExclusionStep]:
        """Without the study file of each row's version, which no column shows."""
        return super().get_queryset(request).defer("participant__version__content")

    @admin.display(description="participant", ordering="participant")
    def who(self, step: ExclusionStep) -> SafeString:
        person = step.participant
        study = person.version.study
        here = reverse("workspace:participant", args=[study.slug, person.population, person.number])
        return format_html('<a href="{}">{}</a> of {}', here, person.label, study)

    @admin.display(description="reason", ordering="reason")
    def why(self, step: ExclusionStep) -> str:
        rules = getattr(step, "rules", None) or rules_of(step.participant.version.study)
        return reason_in_words(step.reason, rules)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """The rules of a study are read once, however many of its steps are listed."""
        listed = super().get_changelist_instance(request)
        rules: dict[int, Mapping[str, str]] = {}
        for step in listed.result_list:
            study = step.participant.version.study
            if study.pk not in rules:
                rules[study.pk] = rules_of(study)
            step.rules = rules[study.pk]
        return listed
