"""Whoever has to use one-time codes sets them up before anything of the team opens to them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from workspace.log_in.codes import must_set_up_codes

OF_THE_TEAM = ("admin/", "analysis/", "api/", "studies/<slug:slug>/pilot/")
STAY_OPEN = {"workspace:new_codes", "admin:logout", "admin:login", "admin:jsi18n"}
"""Names of addresses that are needed to get there, or away."""


class CodesFirst:
    """Leads accounts that must have codes, and have none, to the page where they set them up."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.get_response(request)
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not match or not match.route.startswith(OF_THE_TEAM):
            return None
        if match.view_name in STAY_OPEN or not request.user.is_authenticated:
            return None
        if not must_set_up_codes(request.user, getattr(request, "study", None)):
            return None
        return redirect("workspace:new_codes")
