"""A list in the admin tells no more of a row than it shows, however its address is written."""

import pytest
from django.contrib import admin

from core.admin.filtered import FilteredAdmin
from tests.permissions.people import everything

pytestmark = [
    pytest.mark.django_db(databases=["default", "recruitment"]),
    pytest.mark.usefixtures("refusals_unlogged"),
]


def test_no_list_is_filtered_by_a_column_it_does_not_offer() -> None:
    """`?token__startswith=a` would tell a participant's link letter by letter."""
    client = everything().client("superuser")
    tried, answered = set(), set()
    for model, listed in admin.site._registry.items():
        if model._meta.app_label == "auth":  # of accounts, superusers alone see lists
            continue
        assert isinstance(listed, FilteredAdmin), model
        for field in model._meta.concrete_fields:
            if field.name not in {*listed.offered_filters(), *listed.linked_filters}:
                tried.add(f"{model._meta.label}.{field.name}")
                address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
                status = client.get(address, {f"{field.name}__startswith": "a"}).status_code
                answered |= {f"{model._meta.label}.{field.name}"} if status == 200 else set()
    assert {"survey.Participant.token", "survey.Participant.start"} <= tried
    assert answered == set()


@pytest.mark.parametrize(
    "address",
    [
        "/admin/survey/participant/?state__exact=active&population__exact=people",
        "/admin/survey/participant/?study=tda-needfinding",
        "/admin/survey/invitation/?used_on__isempty=1",
        "/admin/recruitment/recruitmentidentifier/?arrived_on__gte=2026-01-01",
        "/admin/analysis/exclusionstep/?participant=1",
        "/admin/analysis/exclusionstep/?study=tda-needfinding",
    ],
)
def test_the_filters_that_are_offered_work(address: str) -> None:
    assert everything().client("superuser").get(address).status_code == 200
