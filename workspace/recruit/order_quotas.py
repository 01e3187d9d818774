"""Quotas of the orders of scenarios."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from survey.enrolment.order_quotas import OrderQuota, quotas_by_order, set_order_quotas
from survey.errors import QuotaRefused
from survey.studies.models import StudyVersion
from workspace.frame.pages import study_page
from workspace.recruit.survey_only import of_survey

LARGEST = 1_000_000


class OrderQuotasForm(forms.Form):
    """A number for each order; an empty one leaves it without a quota of its own."""

    def __init__(self, quotas: Sequence[OrderQuota], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for quota in quotas:
            self.fields[quota.key] = forms.IntegerField(
                label=" → ".join(quota.titles),
                required=False,
                min_value=0,
                max_value=LARGEST,
                initial=quota.quota,
                help_text=f"{quota.taken} taking part or done",
            )

    def quotas(self) -> dict[str, int]:
        return {key: value for key, value in self.cleaned_data.items() if value is not None}


@require_http_methods(["GET", "HEAD", "POST"])
@of_survey
def order_quotas(request: HttpRequest, version: StudyVersion) -> HttpResponse:
    quotas = quotas_by_order(version, now=timezone.now())
    form = OrderQuotasForm(quotas, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            set_order_quotas(version, form.quotas())
        except QuotaRefused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The quotas are stored.")
            return redirect("workspace:recruit", version.study.slug)
    return study_page(
        request,
        version.study,
        "recruit/order_quotas.html",
        "Places by order of scenarios",
        status=422 if form.is_bound else 200,
        form=form,
        quotas=quotas,
    )
