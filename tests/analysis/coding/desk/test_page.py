"""The desk's pages without a script: slower, and complete; and two people at the same moment."""

import pytest
from django.test import Client

from tests.analysis.coding.desk.addresses import desk
from tests.analysis.coding_world import CodingWorld

pytestmark = pytest.mark.django_db


def test_one_question_can_be_read_at_a_time(coding: CodingWorld, ann: Client) -> None:
    page = ann.get(desk(coding), {"question": "proposed_fix"}).content.decode()
    assert page.count('class="unit"') == 2


def test_text_is_shown_as_text_and_its_line_breaks_stay(coding: CodingWorld, ann: Client) -> None:
    answer = coding.unit().answer
    assert answer is not None
    answer.value = "<script>alert(1)</script>\r\n🐦"
    answer.save()
    page = ann.get(desk(coding)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&#13;\n🐦" in page
