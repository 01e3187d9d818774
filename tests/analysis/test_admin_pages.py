"""Actions that are refused say so on the next page."""

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory

from analysis.admin_pages import back, run_action
from analysis.errors import AnalysisError


@pytest.fixture
def request_with_messages(rf: RequestFactory) -> HttpRequest:
    request = rf.post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def refused() -> None:
    raise AnalysisError("Not now. Come back later.")


@pytest.mark.parametrize(
    ("action", "done", "is_done", "shown"),
    [
        (lambda: None, "Done.", True, ["success: Done."]),
        (lambda: None, "", True, []),
        (refused, "Done.", False, ["error: Not now. Come back later."]),
    ],
)
def test_the_next_page_says_what_became_of_an_action(
    request_with_messages: HttpRequest,
    action: Callable[[], None],
    done: str,
    is_done: bool,
    shown: list[str],
) -> None:
    assert run_action(request_with_messages, action, done) is is_done
    messages = get_messages(request_with_messages)
    assert [f"{message.level_tag}: {message}" for message in messages] == shown


def test_other_errors_are_not_hidden(request_with_messages: HttpRequest) -> None:
    with pytest.raises(ZeroDivisionError):
        run_action(request_with_messages, lambda: 1 / 0)


def test_a_page_is_gone_back_to_at_an_anchor() -> None:
    response = back("codebook_change", 3, anchor="history")
    assert response.headers["Location"] == "/admin/analysis/codebook/3/change/#history"
