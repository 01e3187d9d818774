"""What has to agree before a release, and what is named where it does not."""

import shutil
from pathlib import Path

import pytest

from checks.release import problems, stated_version
from tests.folders import PROJECT

pytestmark = pytest.mark.any_database
FILES = (
    "pyproject.toml",
    "CHANGELOG.md",
    "CITATION.cff",
    "requirements/needfinder.cdx.json",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what is looked at."""
    version = stated_version(PROJECT)
    migrations = [file.relative_to(PROJECT) for file in PROJECT.glob("*/migrations/0*.py")]
    migrations += [file.relative_to(PROJECT) for file in PROJECT.glob("*/*/migrations/0*.py")]
    kept = Path("tests/upgrade/releases") / version / "migrations.json"
    for name in (*map(Path, FILES), *migrations, kept):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / name, tmp_path / name)
    changelog = tmp_path / "CHANGELOG.md"  # as at a release, with nothing new yet
    head, _, rest = changelog.read_text("utf-8").partition("## Unreleased\n")
    changelog.write_text(f"{head}## Unreleased\n\n## {rest.partition(chr(10) + '## ')[2]}", "utf-8")
    return tmp_path


def test_this_version_is_the_same_in_all_places(project: Path) -> None:
    assert list(problems(project, stated_version(project))) == []


@pytest.mark.parametrize(
    ("file", "before", "after", "named"),
    [
        (
            "pyproject.toml",
            'version = "',
            'version = "9.',
            "CITATION.cff does not state version 9.",
        ),
        ("pyproject.toml", 'version = "', 'version = "9.', "CHANGELOG.md has no heading '## 9."),
        ("pyproject.toml", 'version = "', 'version = "9.', "The bill of materials is of another"),
        ("pyproject.toml", 'version = "', 'version = "9.', "are not kept: python -m tests.upgrade"),
        ("CITATION.cff", "date-released: 2", "date-released: 3", "does not state date-released"),
        (
            "CHANGELOG.md",
            "## Unreleased\n",
            "## Unreleased\n\n- Something\n",
            "an empty 'Unreleased'",
        ),
        (
            "survey/migrations/0001_first_release.py",
            "class",
            "# later\nclass",
            "is not as the databases",
        ),
    ],
)
def test_what_does_not_agree_is_named(
    project: Path, file: str, before: str, after: str, named: str
) -> None:
    changed = project / file
    changed.write_text(changed.read_text("utf-8").replace(before, after, 1), "utf-8")
    assert any(named in sentence for sentence in problems(project, stated_version(project)))
