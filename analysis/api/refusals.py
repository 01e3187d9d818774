"""What a refused request is answered; the settings name it."""

from typing import Any

from rest_framework.exceptions import ErrorDetail, NotAuthenticated
from rest_framework.response import Response
from rest_framework.views import exception_handler


def refusal(problem: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to a refused request: one sentence on what is wrong, and one on what to do."""
    if isinstance(problem, NotAuthenticated):
        problem.detail = ErrorDetail(
            "Nobody is logged in with this request, and passwords are not taken. Send a token of "
            "the study's page Programs, as Authorization: Bearer nf_…",
            code="not_authenticated",
        )
    return exception_handler(problem, context)
