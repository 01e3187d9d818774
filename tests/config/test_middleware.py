"""What no browser sends is refused before it becomes a fault."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize("key", [" ", "-1", "x", "9" * 30, "²"])
def test_a_ticked_row_that_cannot_be_is_refused(client: Client, key: str) -> None:
    client.force_login(User.objects.create_superuser("root"))
    sent = {"action": "delete_selected", "_selected_action": [key, "1"], "index": "0"}
    assert client.post("/admin/auth/group/", sent).status_code == 400


def test_a_number_larger_than_any_row_has_is_no_fault_of_ours(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root"))
    sent = {"name": "Guests", "permissions": ["9" * 40]}
    assert client.post("/admin/auth/group/add/", sent).status_code < 500


@pytest.mark.parametrize(
    "address",
    [
        "/%00/",
        "/studies/a%00b/",
        "/?a=b%00",
        "/?a%00=b",
        "/api/bundles/?q=%00",
        "/pictures/%00.png",
    ],
)
def test_no_address_holds_a_nul(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_AUTHORIZATION": "Bearer a\0b"},
        {"HTTP_X_ANYTHING": "a\0b"},
        {"HTTP_COOKIE": r'sessionid="aaaaaaaa\000bbbbbbbb"'},
        {"HTTP_COOKIE": r'"a\000"=b; csrftoken="\000"'},
        {"CONTENT_TYPE": "text/plain; charset=unicode_escape"},
        {"CONTENT_TYPE": "text/plain; charset=utf-7"},
    ],
)
@pytest.mark.parametrize("address", ["/", "/admin/", "/api/bundles/", "/take-part/x/"])
def test_no_header_holds_what_a_database_fails_on(
    client: Client, address: str, headers: dict[str, str]
) -> None:
    assert client.generic("GET", address, **headers).status_code == 400  # type: ignore[arg-type]


@pytest.mark.parametrize("sent", [{"q": "a\0b"}, {"a\0b": "q"}])
@pytest.mark.parametrize("address", ["/admin/auth/user/", "/admin/login/", "/admin/needfinder/"])
def test_no_form_of_the_team_is_sent_with_a_nul(
    client: Client, address: str, sent: dict[str, str]
) -> None:
    client.force_login(User.objects.create_superuser("root"))
    assert client.post(address, sent).status_code in {400, 404}


def test_a_surrogate_in_a_form_is_replaced_before_anything_reads_it(client: Client) -> None:
    """Half of a pair is not UTF-8, so that Django reads U+FFFD."""
    User.objects.create_superuser("root")
    form = "application/x-www-form-urlencoded"
    sent = "username=%ED%A0%BD&password=x"
    assert client.post("/admin/login/", sent, content_type=form).status_code == 200


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "unicode_escape"])
def test_a_form_in_another_encoding_is_refused(client: Client, charset: str) -> None:
    body = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\\ud800\r\n--b--\r\n"
    kind = f"multipart/form-data; boundary=b; charset={charset}"
    assert client.post("/admin/login/", body.encode(), content_type=kind).status_code == 400
