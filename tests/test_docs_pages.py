"""Pages that quote the program are held to what the program is."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from django.core.management import get_commands

from attribution.queries import SHIPPED
from config import data_model
from survey.design.questions import Question
from survey.design.reading import read_study
from tests.folders import PROJECT

pytestmark = pytest.mark.any_database

ROOMS = ("analysis", "attribution", "config", "core", "operations", "survey", "workspace")
PAGES = sorted([PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")])


def text_of(name: str) -> str:
    return (PROJECT / "docs" / name).read_text(encoding="utf-8")


@cache
def all_that_is_said() -> str:
    """Every text in the code and in the templates, with one space where several stand."""
    texts = [_of_python(file) for room in ROOMS for file in (PROJECT / room).rglob("*.py")]
    texts += [_of_python(PROJECT / "run.py")]
    for room in ROOMS:
        for page in (PROJECT / room).rglob("*.html"):
            texts.append(page.read_text(encoding="utf-8"))
    return " ".join("\n".join(texts).split())


def _of_python(file: Path) -> str:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return "\n".join(text for text in constants if isinstance(text, str))


def quoted_messages() -> Iterator[str]:
    for line in text_of("troubleshooting.md").splitlines():
        if message := re.match(r"\| \*([^*]+)\* \|", line):
            yield message[1]


SAID_BY_OTHERS = {"ModuleNotFoundError: No module named 'django'"}
"""By Python itself."""


@pytest.mark.parametrize("message", sorted({*quoted_messages()} - SAID_BY_OTHERS))
def test_every_message_of_the_troubleshooting_page_is_one_of_the_programs(message: str) -> None:
    for part in message.replace("Python …", "Python {").split("…"):
        words = part.strip(" ()")
        assert not words or words.removesuffix(" {") in all_that_is_said(), words


def test_there_are_messages_of_every_stage() -> None:
    assert len(list(quoted_messages())) > 40


def test_the_study_of_the_cheat_sheet_is_valid_and_has_every_type_of_question(
    tmp_path: Path,
) -> None:
    example = re.search(r"```yaml\n(.*?)```", text_of("cheat-sheet.md"), flags=re.DOTALL)
    assert example is not None
    file = tmp_path / "study.yaml"
    file.write_text(example[1], encoding="utf-8")
    assert read_study(file, bundles=SHIPPED).definition.study == "skeleton"
    types = [kind.model_fields["type"].annotation for kind in get_args(get_args(Question)[0])]
    names = [get_args(one)[0] for one in types]
    assert len(names) == 6
    assert all(f"type: {name}" in example[1] for name in names)


def keys_in(page: str) -> set[str]:
    return set(re.findall(r"^\| (<kbd>.+?</kbd>) \|", text_of(page), flags=re.MULTILINE))


def test_the_cheat_sheet_has_the_keys_of_the_desk() -> None:
    assert keys_in("cheat-sheet.md") == keys_in("how-to/run-coding-rounds.md")
    shown = (PROJECT / "analysis/coding/desk/templates").rglob("*.html")
    pages = "".join(page.read_text(encoding="utf-8") for page in shown)
    for keys in keys_in("cheat-sheet.md"):
        for key in re.findall(r"<kbd>(.+?)</kbd>", keys):
            assert re.search(rf"<kbd[^>]*>{re.escape(key)}</kbd>", pages), key


def test_the_page_on_the_data_model_is_that_of_the_models() -> None:
    """If not, `python -m config.data_model docs/reference/data-model.md` writes it again."""
    assert text_of("reference/data-model.md") == data_model.page()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_command_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, flags=re.DOTALL))
    named = re.findall(
        r"(?:needfinder|manage\.py) ([a-z]+(?:_[a-z]+)*)(?= |`|$)", code, re.MULTILINE
    )
    shell = {
        "git",
        "python",
        "needfinder",
        "needfinder_recruitment",
    }  # needfinder as an account or a folder
    for command in set(named) - shell:
        assert command in get_commands() or command == "help", command


ABOUT_MANAGE_PY = {"docs/how-to/run-a-command.md", "docs/reference/commands.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_commands_are_written_in_one_way(page: Path) -> None:
    """As `needfinder COMMAND`: docs/how-to/run-a-command.md says what that is where."""
    name = page.relative_to(PROJECT).as_posix()
    if name not in ABOUT_MANAGE_PY and "/decisions/" not in name:  # which are not rewritten
        assert not re.findall(r"(?<![\w/.])manage\.py [a-z]\w+", page.read_text(encoding="utf-8"))


def test_the_glossary_explains_each_term_once() -> None:
    terms = re.findall(r"\*\*([^*]+)\*\*", text_of("glossary.md"))
    assert len(terms) > 60
    assert len(set(terms)) == len(terms)
