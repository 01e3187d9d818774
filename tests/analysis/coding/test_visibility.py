"""Until a round is compared nobody learns anything of what another coder does, anywhere.

The proof is by comparison: every address of the admin gives everybody but the coder the very same
answer before and after the coder has worked, whoever asks and whatever is sent.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from copy import deepcopy
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from analysis.coding.desk.apply_codes import remove_coding
from analysis.coding.desk.apply_codes import write_memo as write_passage_memo
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.memos.write import About, write_memo, write_memo_as_coder
from tests.analysis.coding_world import CodingWorld, account, browser
from tests.world import NOON

pytestmark = [
    pytest.mark.any_database,
    pytest.mark.django_db(databases=["default", "recruitment"]),
    pytest.mark.usefixtures("refusals_unlogged"),
]

SECRET = "Annsweather"
OTHERWISE_EACH_TIME = (
    "/logout/",
    "/password_change/",
    "/admin/me/codes/",  # offers a new secret
    "/log/changes.csv",  # its own download is in it
    "/operations/change/csv/",
)
MOMENT = re.compile(rb"As of [^.<]+")
"""When the numbers of a page that updates itself were counted."""
TOKEN = re.compile(
    rb'(csrf[\w-]*"(?: value=| content=|: )")[^"]+|"csrfmiddlewaretoken" value="[^"]+"'
)
HOLE = re.compile(r"<(?:(\w+):)?(\w+)>")
UNKNOWN = uuid4()


def admin_routes() -> list[str]:
    """Every address below /admin/, with its holes."""
    roots = [route for route in get_resolver().url_patterns if str(route.pattern) == "admin/"]
    return sorted({address for root in roots for address in _routes(root, "/")})


def _routes(route: URLPattern | URLResolver, before: str) -> Iterator[str]:
    here = before + str(route.pattern)
    if isinstance(route, URLPattern):
        yield here
        return
    for child in route.url_patterns:
        yield from _routes(child, here)


def addresses(fill: dict[str, list[str]]) -> list[str]:
    filled = [f"/admin/{app}/" for app in ("analysis", "survey", "auth", "recruitment")]
    for route in admin_routes():
        if "(?P<" in route:  # of an app, as above, and Django's own redirect of anything else
            continue
        whole = [route]
        while any(HOLE.search(address) for address in whole):
            whole = [
                HOLE.sub(value, address, count=1)
                for address in whole
                for value in _values(HOLE.search(address), fill)
            ]
        filled += whole
    return list(dict.fromkeys(filled))


def _values(hole: re.Match[str] | None, fill: dict[str, list[str]]) -> list[str]:
    assert hole is not None
    kind, name = hole[1] or "str", hole[2]
    return fill.get(name) or fill[kind]


def seen(client: Client, address: str, send: dict[str, str] | None = None) -> bytes:
    """What an answer tells: its status, where it leads and its content, without its tokens."""
    if any(part in address for part in OTHERWISE_EACH_TIME):
        return b""
    response = client.get(address) if send is None else client.post(address, send)
    content = b"".join(response) if response.streaming else response.content
    head = f"{response.status_code} {response.headers.get('Location', '')} ".encode()
    timeless = MOMENT.sub(b"", TOKEN.sub(b"", content))
    return head + re.sub(rb'value="[A-Za-z0-9]{64}"', b"", timeless)


@pytest.fixture
def others(coding: CodingWorld) -> dict[str, Client]:
    root = User.objects.create_superuser("root")
    outsider = account("carl")
    return {
        "the other coder": browser(coding.ben),
        "a coder of no round": browser(outsider),
        "a researcher": browser(coding.rita),
        "a superuser": browser(root),
    }


def work(coding: CodingWorld) -> list[UUID]:
    """Ann codes, notes, takes back, mints a theme and writes memos; the ids of all of it."""
    part = coding.part(coding.ann)
    first = coding.code(coding.ann, "class_overlap")
    second = coding.code(coding.ann, "mislabeled_data", case=1)
    write_passage_memo(part, first.guid, SECRET, seen="")
    remove_coding(part, second.guid)
    theme = propose_theme(part, name=SECRET, definition=SECRET)
    memo = write_memo_as_coder(part, About(theme=theme), SECRET, now=NOON)
    write_memo_as_coder(part, About(case=coding.cases[0]), SECRET, now=NOON)
    write_memo(coding.codebook, About(), SECRET, by=coding.ann, now=NOON)
    step = part.steps.first()
    assert step is not None
    return [first.guid, second.guid, theme.guid, step.guid, memo.guid]


def fill(coding: CodingWorld, guids: list[UUID]) -> dict[str, list[str]]:
    cases = [str(case.pk) for case in coding.cases[:2]]
    objects = [str(target.pk) for target in (coding.round, coding.codebook, coding.ann)]
    return {
        "object_id": objects,
        "id": ["1"],
        "int": [str(coding.round.pk)],
        "case": cases,
        "slug": [coding.codebook.slug],
        "kind": ["real"],
        "population": ["people"],
        "app_label": ["analysis"],
        "content_type_id": ["1"],
        "digest": ["0" * 64],
        "error": ["x"],
        "number": ["1"],
        "measure": ["themes"],
        "form": ["csv"],
        "other": ["1"],
        "uuid": [str(guid) for guid in guids],
        "url": [""],
        "str": ["1"],
        "path": ["x"],
    }


def read(client: Client, address: str) -> bytes:
    """What an address tells, which leaves nothing that the next one would tell."""
    cookies = deepcopy(client.cookies)
    with ExitStack() as stack:
        for name in ("default", "recruitment"):
            stack.enter_context(transaction.atomic(using=name))
        answer = seen(client, address)
        for name in ("default", "recruitment"):
            transaction.set_rollback(True, using=name)
    client.cookies = cookies
    return answer


def everything(coding: CodingWorld, others: dict[str, Client]) -> dict[tuple[str, str], bytes]:
    """By who asks and for which address."""
    paths = addresses(fill(coding, [UNKNOWN]))
    return {
        (who, address): read(client, address) for who, client in others.items() for address in paths
    }


@pytest.mark.slow
def test_no_address_tells_anybody_what_another_coder_has_done(
    coding: CodingWorld, others: dict[str, Client]
) -> None:
    coding.code(coding.ben, "class_overlap")
    before = everything(coding, others)
    guids = work(coding)
    after = everything(coding, others)
    assert {key for key in before if before[key] != after[key]} == set()
    assert any(b"200" in answer for answer in before.values())
    for guid in guids:
        known = set(addresses(fill(coding, [guid]))) - set(addresses(fill(coding, [UNKNOWN])))
        for who, client in others.items():
            for address in known:
                nothing = address.replace(str(guid), str(UNKNOWN))
                answer = read(client, address).replace(address.encode(), nothing.encode())
                assert answer == after[who, nothing], f"{who}: {address}"
    assert not [key for key in after if SECRET.encode() in after[key]]


def tries(coding: CodingWorld, guids: list[UUID]) -> list[tuple[str, dict[str, str]]]:
    """What somebody could send to find out about Ann's codings, theme and steps."""
    desk = f"/admin/analysis/codinground/{coding.round.pk}/"
    book = f"/admin/analysis/codebook/{coding.codebook.pk}/"
    coded, gone, theme, step, memo = map(str, guids)
    unit = str(coding.unit().guid)
    return [
        (f"{desk}desk/code/", {"remove": coded}),
        (f"{desk}desk/code/", {"remove": gone}),
        (f"{desk}desk/code/", {"unit": unit, "theme": theme}),
        (f"{desk}desk/memo/{coded}/", {"memo": "mine", "seen": SECRET}),
        (f"{desk}desk/undo/", {"step": step}),
        (f"{desk}comparison/{coding.cases[0].pk}/decide/", {"theme": theme, "verdict": "accept"}),
        (f"{desk}comparison/themes/", {"theme": theme, "do": "adopt", "name": SECRET}),
        (f"{desk}memos/new/", {"about": f"theme:{theme}", "text": "mine"}),
        (f"{desk}memos/{memo}/", {"text": "mine", "seen": SECRET, "do": "keep"}),
        (f"{desk}memos/{memo}/", {"seen": SECRET, "do": "delete"}),
        (f"{book}memos/people/new/", {"about": f"theme:{theme}", "text": "mine"}),
        (f"{book}memos/people/{memo}/", {"text": "mine", "seen": SECRET, "do": "keep"}),
        (f"{book}memos/people/{memo}/", {"seen": SECRET, "do": "delete"}),
        (f"{desk}stage/", {"to": "compare"}),
        (f"{desk}stage/", {"to": "consensus"}),
    ]


def test_nothing_that_is_sent_finds_out_either(
    coding: CodingWorld, others: dict[str, Client]
) -> None:
    unknown = [UNKNOWN] * 5
    round_page = f"/admin/analysis/codinground/{coding.round.pk}/change/"

    def answers(guids: list[UUID]) -> dict[str, bytes]:
        received = {}
        for who, client in others.items():
            for number, (address, sent) in enumerate(tries(coding, guids)):
                received[f"{who} {number}"] = seen(client, address, sent) + seen(client, round_page)
        return received

    before = answers(unknown)
    guids = work(coding)
    known = b"|".join(str(guid).encode() for guid in guids)
    plain = {
        key: re.sub(known, str(UNKNOWN).encode(), answer) for key, answer in answers(guids).items()
    }
    assert {key for key in before if before[key] != plain[key]} == set()
    assert coding.part(coding.ann).codings.filter(live=True).count() == 1


def test_minting_somebody_elses_new_name_is_answered_as_if_it_were_free(
    coding: CodingWorld, others: dict[str, Client]
) -> None:
    work(coding)
    address = f"/admin/analysis/codinground/{coding.round.pk}/desk/theme/"
    ben = others["the other coder"]
    page = ben.post(address, {"name": SECRET, "kind": "other"}, follow=True).content.decode()
    assert f"“{SECRET}” is among your themes now." in page


def test_a_researcher_learns_who_has_done_how_many_participants_and_a_coder_does_not(
    coding: CodingWorld, others: dict[str, Client]
) -> None:
    coding.finish()
    page = f"/admin/analysis/codinground/{coding.round.pk}/change/"
    assert "ann" in others["a researcher"].get(page).content.decode()
    assert "3 of 3 done" in others["a researcher"].get(page).content.decode()
    assert ">ann<" not in others["the other coder"].get(page).content.decode()
    assert others["a coder of no round"].get(page).status_code == 403


def test_a_coder_sees_their_rounds_and_nothing_of_recruitment_participants_or_studies(
    coding: CodingWorld, others: dict[str, Client]
) -> None:
    ben = others["the other coder"]
    assert coding.round.title in ben.get("/admin/analysis/codinground/").content.decode()
    index = ben.get("/admin/").content.decode().lower()
    assert "recruitment" not in index
    assert "participants" not in index
    elsewhere = [
        route
        for route in addresses(fill(coding, [UNKNOWN]))
        if not route.startswith("/admin/analysis/codinground/")
        and read(ben, route).startswith(b"200")
    ]
    assert set(elsewhere) == {
        "/admin/",
        "/admin/analysis/",
        "/admin/help/",
        "/admin/help/search/",
        "/admin/jsi18n/",
        "/admin/me/",
        "/admin/new-password/1/1/",  # says that the link is of no use
        "/admin/studies/tda-needfinding/code/",
        "/admin/study.schema.json",
    }
