"""The pages of memos: every way in, every refusal said beside what was typed."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.coding.memos.write import About, write_memo, write_memo_as_coder
from analysis.models import Memo
from tests.analysis.coding_world import CodingWorld, browser
from tests.world import NOON

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_database,
    pytest.mark.usefixtures("refusals_unlogged"),
]


def test_a_researcher_writes_finds_changes_and_deletes_a_memo(coding: CodingWorld) -> None:
    home = f"/admin/analysis/codebook/{coding.codebook.pk}/memos/people/"
    rita, theme = browser(coding.rita), coding.theme("class_overlap")
    form = rita.get(f"{home}new/", {"about": f"theme:{theme.guid}"}).content.decode()
    assert f'<option value="theme:{theme.guid}" selected>' in form
    assert "Everybody sees it who may see codebooks." in form
    for about in (f"theme:{theme.guid}", f"case:{coding.cases[0].pk}", "project"):
        sent = {"about": about, "text": f"=1+1 on {about[:4]}"}
        assert rita.post(f"{home}new/", sent)["Location"] == home
    assert rita.post(f"{home}new/", {"about": "theme:x", "text": "y"}).status_code == 200
    page = rita.get(home).content.decode()
    assert page.count('<article class="item">') == 3
    assert rita.get(home, {"words": "them"}).content.decode().count('<article class="item">') == 1
    rows = list(csv.DictReader(io.StringIO(rita.get(f"{home}memos.csv").content.decode())))
    assert [row["on"] for row in rows] == ["project", "theme", "participant"]
    assert rows[0]["memo"] == "'=1+1 on proj", "no spreadsheet runs it"
    memo = Memo.objects.get(theme=theme)
    address = f"{home}{memo.guid}/"
    assert "=1+1 on them" in rita.get(address).content.decode()
    stale = rita.post(address, {"text": "Mine", "seen": "another", "do": "keep"}).content.decode()
    assert "another tab" in stale
    assert "Mine</textarea>" in stale
    rita.post(address, {"text": "Mine", "seen": memo.text, "do": "keep"})
    rita.post(address, {"seen": "Mine", "do": "delete"})
    assert not Memo.objects.filter(theme=theme).exists()
    assert "Copy your words" in rita.post(address, {"text": "Mine"}).content.decode()
    assert rita.get(address).status_code == 404


def test_a_coder_writes_in_the_round_and_nobody_elses_memo_opens(coding: CodingWorld) -> None:
    home = f"/admin/analysis/codinground/{coding.round.pk}/memos/"
    ann, ben = browser(coding.ann), browser(coding.ben)
    assert "Until round 1: First is compared nobody else sees it" in (
        ann.get(f"{home}new/").content.decode()
    )
    ann.post(f"{home}new/", {"about": f"case:{coding.cases[0].pk}", "text": "Tired"})
    memo = Memo.objects.get()
    page = ann.get(home).content.decode()
    assert "Tired" in page
    assert "seen by you alone until the round is compared" in page
    assert f"/desk/{coding.cases[0].pk}/" in page
    assert "Tired" not in ben.get(home).content.decode()
    assert ben.get(f"{home}{memo.guid}/").status_code == 404
    refused = browser(coding.rita)
    assert refused.get(f"{home}new/").status_code == 403
    assert "New memo" not in refused.get(home).content.decode()
    coding.compare()
    assert "Tired" in ben.get(home).content.decode()
    assert ben.post(f"{home}{memo.guid}/", {"seen": "Tired", "do": "delete"}).status_code == 404
    assert ann.get(f"{home}memos.csv").content.decode().count("Tired") == 1


def test_a_page_of_memos_takes_as_many_queries_for_many_as_for_one(coding: CodingWorld) -> None:
    home = f"/admin/analysis/codebook/{coding.codebook.pk}/memos/people/"
    rita = browser(coding.rita)
    part = coding.part(coding.ann)
    write_memo_as_coder(part, About(case=coding.cases[0]), "First", now=NOON)
    coding.compare()
    numbers = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            rita.get(home)
        numbers.append(len(queries))
        for number in range(5):
            write_memo(
                coding.codebook,
                About(case=coding.cases[number % 3]),
                "More",
                by=coding.rita,
                now=NOON,
            )
            write_memo_as_coder(part, About(theme=coding.theme("class_overlap")), "x", now=NOON)
    assert numbers[0] == numbers[1]
