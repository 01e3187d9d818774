"""The lines for PowerShell say what those for bash say.

Nothing here runs PowerShell: there is none on the machines that run these tests, and the tutorials
say that their lines were not run.
"""

import re
from itertools import pairwise

import pytest

from tests.tutorials.pages import Block, steps

ON_WINDOWS = ("first-steps.md", "your-own-table.md")
"""The others need no shell, or say that they are for Linux and macOS."""
ALIKE = re.compile(r'(?:needfinder|python)(?: (?:[\w./:=-]+|"[\w,.() -]+"))+')
"""Commands that both shells read in one way: words, paths with slashes, options; a comma, a blank
or a bracket is quoted, as PowerShell would pass on several words where it is not."""
TRANSLATIONS = [
    (r"py (run\.py .+)", r"python3 \1"),
    (r"\.venv\\Scripts\\Activate\.ps1", ". .venv/bin/activate"),
    (r'\$env:(\w+) = "([^"$`]+)"', r"export \1=\2"),
    (r"New-Item -ItemType Directory (\S+)", r"mkdir \1"),
    (r"Copy-Item -Recurse (\S+) (\S+)", r"cp -r \1 \2"),
    (r"Copy-Item (\S+) (\S+)", r"cp \1 \2"),
    (f"({ALIKE.pattern})", r"\1"),
]


def in_bash(line: str) -> str:
    """The same for bash; only what these tutorials use is known."""
    for pattern, bash in TRANSLATIONS:
        if re.fullmatch(pattern, line):
            return re.sub(pattern, bash, line)
    raise AssertionError(f"not known of PowerShell: {line}")


def blocks(page: str) -> list[Block]:
    return [block for step in steps(page).values() for block in step]


@pytest.mark.parametrize("page", ON_WINDOWS)
def test_each_command_is_the_same_in_both_shells_or_stands_there_twice(page: str) -> None:
    typed = [
        pair for pair in pairwise((*blocks(page), Block("shown", ""))) if pair[0].kind == "typed"
    ]
    assert len(typed) > 5
    for block, following in typed:
        if following.kind == "powershell":
            assert [in_bash(line) for line in following.text.splitlines()] == (
                block.text.splitlines()
            )
        else:
            for line in block.text.splitlines():
                assert ALIKE.fullmatch(line), f"{page}: needs a line for PowerShell: {line}"


@pytest.mark.parametrize("page", ON_WINDOWS)
def test_every_line_for_powershell_belongs_to_one_for_bash(page: str) -> None:
    kinds = [block.kind for block in blocks(page)]
    assert all(before == "typed" for before, kind in pairwise(kinds) if kind == "powershell")


@pytest.mark.parametrize("line", ["cp a b", "$env:A = '1'", "needfinder report a,b", "export A=1"])
def test_what_powershell_reads_in_another_way_is_not_let_through(line: str) -> None:
    with pytest.raises(AssertionError, match="not known"):
        in_bash(line)
