"""Admin pages on which researchers inspect bundles, error by error."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from attribution import queries
from attribution.axes import Metric
from attribution.errors import NotInBundle
from attribution.estimates.method_scores import MEASURES
from attribution.estimates.score_tables import score_tables
from attribution.manifest_lines import manifest_lines
from attribution.models import StoredBundle
from attribution.settings import settings_of
from core.admin.read_only import ReadOnlyAdmin


@admin.register(StoredBundle)
class StoredBundleAdmin(ReadOnlyAdmin):
    list_display = ("scenario", "short_digest", "loaded_at")
    list_filter = ("scenario",)
    fields = ("scenario", "digest", "loaded_at")
    change_form_template = "admin/attribution/bundle.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("content")

    def get_urls(self) -> list[URLPattern]:
        error = path(
            "<str:digest>/errors/<path:error>/",
            self.admin_site.admin_view(self.error_view),
            name="attribution_storedbundle_error",
        )
        methods = path(
            "<str:digest>/methods/",
            self.admin_site.admin_view(self.methods_view),
            name="attribution_storedbundle_methods",
        )
        return [error, methods, *super().get_urls()]

    @admin.display(description="SHA-256", ordering="digest")
    def short_digest(self, bundle: StoredBundle) -> str:
        return bundle.digest[:12]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        digest = kwargs["obj"].digest
        context |= {"title": f"Bundle {kwargs['obj'].scenario}", "subtitle": ""}
        context |= {"digest": digest, "manifest": manifest_lines(kwargs["obj"].manifest)}
        context["scores"] = queries.method_scores([digest]).get(digest)
        try:
            explanations = queries.explanations(digest)
            context |= {"explanations": explanations, "bundle": explanations.bundle}
            context["metrics"] = list(Metric)
        except NotInBundle as problem:  # stored by an earlier version
            context["unreadable"] = str(problem)
        return super().render_change_form(request, context, *args, **kwargs)

    def error_view(self, request: HttpRequest, digest: str, error: str) -> HttpResponse:
        """Everything that trials can show of a model error, in every setting."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            explanations = queries.explanations(digest)
            explanations.error(error)
        except NotInBundle as problem:
            raise Http404(str(problem)) from problem
        context = {
            **self.admin_site.each_context(request),
            "title": f"Model error {error}",
            "opts": self.opts,
            "explanations": explanations,
            "bundle": explanations.bundle,
        }
        if explanations.kind == "panels":
            shown = [
                explanations.results(error, setting) for setting in settings_of(explanations.axes)
            ]
            context |= {"error": explanations.error(error), "panels": shown}
            return TemplateResponse(request, "admin/attribution/panels_of_error.html", context)
        context |= {"lists": queries.ranked_lists(digest, error), "metrics": list(Metric)}
        return TemplateResponse(request, "admin/attribution/error.html", context)

    def methods_view(self, request: HttpRequest, digest: str) -> HttpResponse:
        """How near attribution methods come to the effects of a bundle."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        scores = queries.method_scores([digest]).get(digest)
        if scores is None:
            raise Http404(f"No attribution method is scored on a bundle {digest}.")
        stored = queries.stored_bundles().get(digest=digest)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Attribution methods on {stored.scenario}",
            "opts": self.opts,
            "stored": stored,
            "scores": scores,
            "measures": MEASURES,
            "tables": score_tables(scores),
        }
        return TemplateResponse(request, "admin/attribution/methods.html", context)
