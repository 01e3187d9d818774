"""What lasts for a while is logged once a minute, without an address."""

import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.log_once import log_once


def test_a_sentence_is_an_error_once_and_a_detail_after_that(
    caplog: pytest.LogCaptureFixture,
) -> None:
    request = RequestFactory().get("/take-part/secret/")
    with caplog.at_level(logging.DEBUG, logger="needfinder"):
        for _page in range(3):
            log_once(request, HttpResponse(status=503), "The disk is full.")
        log_once(request, HttpResponse(status=503), "The database is gone.")
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("ERROR", "The disk is full."),
        ("DEBUG", "The disk is full."),
        ("DEBUG", "The disk is full."),
        ("ERROR", "The database is gone."),
    ]
    assert "secret" not in caplog.text
