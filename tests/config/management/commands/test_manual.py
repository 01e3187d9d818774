"""The documentation in a terminal, where there is no browser."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.folders import PROJECT
from workspace.help.library import chapters, name_of

pytestmark = pytest.mark.any_database


def printed(*page: str) -> str:
    out = StringIO()
    call_command("manual", *page, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["reference/study-file", "docs/reference/study-file.md"])
def test_a_page_is_printed_by_its_name_and_by_the_file_that_messages_give(name: str) -> None:
    page = (PROJECT / "docs/reference/study-file.md").read_text(encoding="utf-8")
    assert printed(name) == page


def test_without_a_page_all_are_listed_with_their_titles() -> None:
    listed = printed()
    for chapter in chapters():
        assert f"\n{chapter.title}\n" in listed
        assert all(name_of(file) in listed for _title, file in chapter.pages)


def test_a_page_that_is_none_is_refused_with_a_way_on() -> None:
    with pytest.raises(CommandError, match=r"no page deplyo\. Without a page, this command lists"):
        printed("deplyo")
