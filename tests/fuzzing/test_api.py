"""The API keeps to its own description; `checks.robustness.fuzz_api` asks ten thousand times."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzzing.api import answer_to, described, problems_of, token_of
from tests.permissions.people import everything

pytestmark = [
    pytest.mark.django_db(databases=["default", "recruitment"]),
    pytest.mark.usefixtures("refusals_unlogged"),
]


def test_the_api_answers_as_it_describes_itself() -> None:
    world = everything()
    token = token_of(world)
    answers = set()
    for operation in described(world):

        @settings(
            max_examples=8,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy())
        def anything(case: Any) -> None:
            status = answer_to(world, token, case).status_code
            answers.add(status)
            assert problems_of(case, status) == []

        anything()
    assert 200 in answers
