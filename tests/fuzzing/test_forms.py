"""Whatever is sent with a form: a calm answer, and nothing stored that should not be.

Most are sent where a database has a say in what it takes, PostgreSQL.
The same ten thousand times: `python -m checks.robustness.fuzz_forms`.
"""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzzing.forms import all_forms
from tests.fuzzing.sending import problems_of, sent
from tests.permissions.people import everything

pytestmark = [
    pytest.mark.django_db(databases=["default", "recruitment"]),
    pytest.mark.usefixtures("refusals_unlogged"),
]


@pytest.mark.slow
def test_no_form_breaks_and_none_stores_rubbish() -> None:
    world = everything()
    forms = all_forms(world)
    assert len(forms) > 40

    @settings(
        max_examples=150 if connection.vendor == "postgresql" else 60,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def anything(data: st.DataObject) -> None:
        form = data.draw(st.sampled_from(forms))
        assert problems_of(world, form, data.draw(sent(form))) == []

    anything()
