"""Programs log in with a password, unless the account has one-time codes."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from workspace.log_in.codes import require_codes

pytestmark = pytest.mark.django_db


def test_a_password_alone_does_not_open_the_api_of_an_account_with_codes(
    client: Client, rita: User
) -> None:
    headers = {"authorization": "Basic cml0YTpjb3JyZWN0IGhvcnNlIGJhdHRlcnk="}
    assert client.get("/api/bundles/", headers=headers).status_code == 200
    require_codes(rita)
    refused = client.get("/api/bundles/", headers=headers)
    assert refused.status_code == 403
    assert "one-time codes" in refused.json()["detail"]
