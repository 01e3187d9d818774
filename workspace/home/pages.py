"""The first page after log-in."""

from django.http import HttpRequest, HttpResponse

from analysis.admin_pages import page


def home(request: HttpRequest) -> HttpResponse:
    return page(request, "home/home.html", "Studies", cards=())
