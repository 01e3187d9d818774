"""The documentation within the pages of the team: complete, linked and searched."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from tests.folders import PROJECT
from tests.permissions.markup import asked_elsewhere, inline_code
from workspace.help.library import HOME, chapters, files
from workspace.help.rendering import address_of, rendered
from workspace.templatetags.help import help_links

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

LINK = re.compile(r'(?:href|src)="(/admin/help/[^"]*)"')


@pytest.fixture
def coder() -> Client:
    """An account that is a member of no study; the help is the same for everybody."""
    client = Client()
    client.force_login(User.objects.create_user("coder", is_staff=True))
    return client


def test_every_link_of_every_page_leads_to_a_page_and_a_heading_of_it() -> None:
    ids = {
        address_of(file): set(re.findall(r' id="([^"]+)"', rendered(file).html)) for file in files()
    }
    wrong = []
    for file in files():
        for link in LINK.findall(rendered(file).html):
            address, _, anchor = link.partition("#")
            is_picture = address.startswith("/admin/help/images/")
            known = is_picture or (address in ids and (not anchor or anchor in ids[address]))
            wrong += [] if known else [f"{file}: {link}"]
    assert wrong == []


def test_every_page_is_shown_under_its_own_title_without_code_within_it(coder: Client) -> None:
    for file in (HOME, "docs/how-to/run-coding-rounds.md", "CHANGELOG.md"):
        response = coder.get(address_of(file))
        page = response.content.decode()
        assert response.status_code == 200
        assert f"<h1>{escape(rendered(file).title)}</h1>" in page
        assert not list(inline_code(page, response["Content-Security-Policy"]))
        assert not list(asked_elsewhere(page))


def test_every_page_that_the_first_one_lists_is_in_the_navigation_of_all(coder: Client) -> None:
    page = coder.get(address_of("docs/reference/roles.md")).content.decode()
    listed = [file for chapter in chapters() for _title, file in chapter.pages]
    assert len(listed) > 50
    for file in listed:
        assert f'<a href="{address_of(file)}"' in page, file
    here = f'<a href="{address_of("docs/reference/roles.md")}" aria-current="page">'
    assert page.count(here) == 1


def test_of_a_link_to_code_only_the_words_are_left() -> None:
    html = rendered("docs/how-to/install-needfinder.md").html
    assert "requirements/README.md" not in html
    assert "<span>a lock</span>" in html


def test_the_schema_is_led_to_where_it_is_served() -> None:
    assert f'href="{reverse("workspace:study_schema")}"' in rendered(HOME).html


def test_pictures_are_those_beside_the_pages_and_nothing_else_of_the_disk(coder: Client) -> None:
    shown = coder.get("/admin/help/images/home.png")
    assert b"".join(shown) == (PROJECT / "docs/images/home.png").read_bytes()
    assert shown["Content-Type"] == "image/png"
    for name in ("take.py", "..", "none.png", "..%2fREADME.md", "..%2f..%2fmanage.py"):
        assert coder.get(f"/admin/help/images/{name}", follow=True).status_code == 404


@pytest.mark.parametrize("name", ["none", "docs/README", "../manage", "how-to/deploy.md"])
def test_a_page_that_is_none_is_not_there(coder: Client, name: str) -> None:
    assert coder.get(f"/admin/help/{name}/").status_code == 404


def test_the_header_of_every_page_leads_to_the_help(coder: Client) -> None:
    assert (
        f'<a href="{reverse("workspace:help")}">Help</a>' in coder.get("/admin/").content.decode()
    )


def test_visitors_are_asked_to_log_in(client: Client) -> None:
    for address in ("/admin/help/", "/admin/help/search/?q=quota", "/admin/help/images/home.png"):
        assert client.get(address)["Location"].startswith("/admin/login/")


def test_the_name_of_a_page_in_a_message_becomes_a_link_and_the_rest_stays_text() -> None:
    shown = help_links("<b> is none; docs/reference/study-file.md lists the keys, docs/no.md not.")
    assert shown == (
        '&lt;b&gt; is none; <a href="/admin/help/reference/study-file/">The study file</a> '
        "lists the keys, docs/no.md not."
    )
