"""Every form there is, found on the pages themselves, and what anybody could send with it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from analysis.coding.desk.apply_codes import WHOLE, apply_theme
from analysis.coding.rounds.coders import finish, mark_read
from analysis.coding.rounds.plan import plan_round
from analysis.coding.rounds.stages import begin_consensus, compare
from analysis.coding.visibility import coder_in
from analysis.models import Verdict
from survey.design.path import Section
from survey.participation.page_visits import current_page
from tests.permissions.people import Everything
from tests.permissions.table import PARTICIPANTS, table
from tests.survey.steps import do_page
from tests.survey.walker import Walker
from tests.world import NOON


@dataclass(frozen=True)
class Form:
    """`fields` are its names with the values the page itself offers; `files` take a file."""

    address: str
    person: str
    fields: dict[str, tuple[str, ...]]
    files: tuple[str, ...]


class _Forms(HTMLParser):
    """The fields of all forms of a page that send, together."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.files: list[str] = []
        self._select = ""
        self._sends = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        name = attributes.get("name", "")
        if tag == "form":
            self._sends = attributes.get("method", "").lower() == "post"
        elif not self._sends or name == "csrfmiddlewaretoken":
            return
        elif tag == "option" and self._select:
            self.fields[self._select].append(attributes.get("value", ""))
        elif attributes.get("type") == "file":
            self.files.append(name)
        elif name and tag in {"input", "select", "textarea", "button"}:
            self._select = name if tag == "select" else ""
            self.fields.setdefault(name, []).append(attributes.get("value", ""))


def forms_of(page: str, address: str, person: str) -> Iterator[Form]:
    parser = _Forms()
    parser.feed(page)
    if parser.fields or parser.files:
        fields = {name: tuple(dict.fromkeys(values)) for name, values in parser.fields.items()}
        yield Form(address, person, fields, tuple(parser.files))


def all_forms(world: Everything) -> list[Form]:
    """Those of staff as the one who may most sees them, and those of every page of the survey."""
    pages = [
        (world.address(route, person), person)
        for route in table().keys() - PARTICIPANTS.keys() - {"admin/logout/"}
        for person in ("superuser", "coder")
    ]
    asked = pages + [(address, "anonymous") for address in _survey_pages(world)]
    asked.append(("/admin/login/", "anonymous"))
    forms: list[Form] = []
    for address, person in sorted(asked):
        response = world.client(person).get(address)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            forms += forms_of(response.content.decode(), address, person)
        elif response.status_code == 405:
            forms.append(Form(address, person, sent_by_scripts(world), ()))
    forms += [*of_a_consensus(world), *_asked_about_inclusion(world)]
    drafts = [
        Form(f"{form.address}draft/", form.person, form.fields, ())
        for form in forms
        if "/pages/" in form.address
    ]
    return forms + drafts


def sent_by_scripts(world: Everything) -> dict[str, tuple[str, ...]]:
    """What addresses without a page of their own are sent by the desk, the codebook and others."""
    records: tuple[Any, ...] = (world.theme, world.coding, world.cases[0].units.first())
    guids = tuple(str(record.guid) for record in records)
    named = ("unit", "theme", "remove", "step", "area", "other", "into", "case")
    return {
        **dict.fromkeys(named, guids),
        "memo": ("a memo",),
        "seen": ("",),
        "name": ("A name",),
        "kind": ("other", "motive", "cause"),
        "definition": ("A definition.",),
        "do": ("adopt", "merge"),
        "to": ("compare", "consensus", "independent"),
        "verdict": ("accept", "refuse"),
        "start": ("0", "3"),
        "end": ("1", "9"),
        "read": ("yes",),
        "done": ("yes",),
    }


def of_a_consensus(world: Everything) -> Iterator[Form]:
    """What is decided in a second round, whose coders have come to different themes."""
    coders, case = [world.coder, User.objects.get(username="colleague")], world.cases[0]
    coded = plan_round(world.codebook, title="Second", cases=[case], coders=coders, now=NOON)
    for coder, theme in zip(coders, world.codebook.themes.all()[1:], strict=False):
        part = coder_in(coded.pk, coder)
        apply_theme(part, case.units.all()[0], theme.guid, WHOLE, now=NOON)
        mark_read(part, case, read=True, now=NOON)
        finish(part, now=NOON)
    compare(coded, now=NOON)
    begin_consensus(coded, now=NOON)
    page = f"/admin/analysis/codinground/{coded.pk}/comparison/"
    for person in ("superuser", "coder"):
        shown = world.client(person).get(page).content.decode()
        for form in forms_of(shown, f"{page}{case.pk}/decide/", person):
            yield replace(form, fields=form.fields | {"verdict": ("open", *Verdict.values)})
        yield Form(f"{page}themes/", person, sent_by_scripts(world), ())


def _asked_about_inclusion(world: Everything) -> Iterator[Form]:
    """The page that answers a consent, and has no address to be asked for by."""
    page = Walker(Client()).agree().content.decode()
    yield from forms_of(page, f"/studies/{world.founding.study.slug}/inclusion/", "anonymous")


def _survey_pages(world: Everything) -> Iterator[str]:
    """The consent, and one participant on every page there is."""
    yield f"/studies/{world.founding.study.slug}/consent/"
    seen: set[str] = set()
    while True:
        participant = world.join(f"on page {len(seen)}")
        while (page := current_page(participant)) and page.name in seen:
            do_page(participant, page)
        assert page is not None
        seen.add(page.name)
        yield f"/take-part/{participant.token}/pages/{page.name}/"
        yield f"/take-part/{participant.token}/leave/"
        if page.section is Section.COMPENSATION:
            return
