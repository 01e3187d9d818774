"""An account that may log in to the admin."""

import pytest
from django.contrib.auth.models import User

from tests.config.log_in import PASSWORD


@pytest.fixture
def rita(db: None) -> User:
    return User.objects.create_user("rita", password=PASSWORD, is_staff=True, is_superuser=True)
