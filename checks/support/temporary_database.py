"""Databases that last as long as one check."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def demo_environment(folder: Path | str) -> dict[str, str]:
    """Variables for mode `demo` with all of its data in a folder."""
    return {
        "NEEDFINDER_MODE": "demo",
        "NEEDFINDER_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "TQDM_DISABLE": "1",
    }


@contextmanager
def temporary_databases() -> Iterator[None]:
    """The tests' two databases, migrated, in mode `test`; nothing is logged meanwhile."""
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
