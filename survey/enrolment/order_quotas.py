"""Quotas of the orders of scenarios: setting them, and how far each is filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from survey.design.allocation import key_of_order, orders
from survey.errors import QuotaRefused
from survey.studies.enrolment_window import taken_by_order
from survey.studies.models import EnrolmentWindow, Study, StudyVersion


@dataclass(frozen=True)
class OrderQuota:
    """`titles` are those of the scenarios in this order; `quota` is None where there is none."""

    key: str
    titles: tuple[str, ...]
    quota: int | None
    taken: int


def quotas_by_order(version: StudyVersion, *, now: datetime) -> tuple[OrderQuota, ...]:
    """Every order of a version's scenarios; empty where the study has no enrolment window."""
    window = EnrolmentWindow.objects.filter(study=version.study_id).first()
    if window is None:
        return ()
    study, taken = version.survey, taken_by_order(window, now=now)
    return tuple(
        OrderQuota(
            key=(key := key_of_order(order)),
            titles=tuple(study.scenarios[name].title for name in order),
            quota=window.order_quotas.get(key),
            taken=taken.get(key, 0),
        )
        for order in orders(study)
    )


@transaction.atomic
def set_order_quotas(version: StudyVersion, quotas: Mapping[str, int]) -> None:
    """Replace the quotas of a study's orders. Nobody who is taking part loses their slot.

    Raises QuotaRefused where the study has no enrolment window, one order alone, or not this order.
    """
    study = Study.objects.select_for_update().get(pk=version.study_id)
    window = EnrolmentWindow.objects.select_for_update().filter(study=study).first()
    if window is None:
        raise QuotaRefused("This study was never opened. Open it first, then set quotas.")
    known = {key_of_order(order) for order in orders(version.survey)}
    if len(known) == 1 and quotas:
        raise QuotaRefused(
            "Everybody meets the scenarios of this study in the same order. Change the quota of "
            "the study instead."
        )
    if unknown := sorted(quotas.keys() - known):
        raise QuotaRefused(
            f"No order of this study's scenarios is called {unknown[0]}. Open this page again."
        )
    if any(number < 0 for number in quotas.values()):
        raise QuotaRefused("A quota is a number from 0. Correct it and send the page again.")
    window.order_quotas = dict(quotas)
    window.save(update_fields=["order_quotas"])
