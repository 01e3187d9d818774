"""What pytest needs before Django's settings are read; pyproject.toml loads it by `-p`."""

import gc
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

os.environ["NEEDFINDER_MODE"] = "test"

A_DAY = 24 * 60 * 60
WHEEL_TESTS = Path(__file__).with_name("test_wheel.py")


def pytest_configure() -> None:
    from django.conf import settings

    for file in left_behind(settings.DATA_DIR, now=time.time()):
        file.unlink(missing_ok=True)


def pytest_collection_finish() -> None:
    """All that was imported stays: to look through it for garbage takes a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 1_000)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if is_left_out(collection_path, config.getoption("markexpr")) else None


def is_left_out(file: Path, marks: str) -> bool:
    """Whether tests of the database alone are asked for, and this file names none.

    Such a file would be imported for nothing, and some of them bring torch.
    """
    if not marks.startswith("django_db and ") or not file.match("test_*.py"):
        return False
    return "django_db" not in file.read_text(encoding="utf-8")


def left_behind(folder: Path, *, now: float) -> Iterator[Path]:
    """Test databases of runs that were killed: a run that is still going is not a day old."""
    for file in folder.glob("test-*.sqlite3*"):
        with suppress(FileNotFoundError):  # a run beside this one has removed its own meanwhile
            if now - file.stat().st_mtime > A_DAY:
                yield file


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow tests come first: begun last, one of them would go on when all others are done.

    The wheel is built only where somebody asks for it, by `-m wheel` or by the test's file.
    """
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if asks_for_the_wheel(config):
        return
    wheel_tests = [item for item in items if item.get_closest_marker("wheel")]
    if wheel_tests:
        config.hook.pytest_deselected(items=wheel_tests)
        items[:] = [item for item in items if item not in wheel_tests]


def asks_for_the_wheel(config: pytest.Config) -> bool:
    named = (argument.partition("::")[0] for argument in config.args)
    return "wheel" in config.getoption("markexpr") or any(
        (config.invocation_params.dir / name).resolve() == WHEEL_TESTS for name in named
    )
