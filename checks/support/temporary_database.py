"""The tests' databases, made for one benchmark and gone after it."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def throw_away_databases() -> Iterator[None]:
    """Mode `test`, both databases migrated; refusals, which are meant, write no log."""
    os.environ |= {"NEEDFINDER_MODE": "test", "DJANGO_SETTINGS_MODULE": "config.settings"}
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import get_runner, setup_test_environment

    setup_test_environment()
    logging.disable(logging.CRITICAL)
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        yield
    finally:
        runner.teardown_databases(databases)
