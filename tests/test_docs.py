"""What the documentation says is there, and what is there is in the documentation."""

import ast
import json
import re
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from drf_spectacular.generators import SchemaGenerator

from attribution.queries import SHIPPED
from survey.design.plan import Plan
from survey.design.reading import read_study
from tests.folders import PROJECT

FOLDERS = ("*.md", "docs/**/*.md", "requirements/*.md", "checks/*.md")
PAGES = sorted(page for folder in FOLDERS for page in PROJECT.glob(folder))
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def names(page: Path) -> str:
    return str(page.relative_to(PROJECT))


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings make, as code hosts form them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in LINK.findall(text):
        if link.startswith(("https://", "mailto:")):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in anchors(target), f"{link} names no heading"


PAGES_OF_DOCS = [page for page in PAGES if page.is_relative_to(PROJECT / "docs")]


@pytest.mark.parametrize("page", PAGES_OF_DOCS, ids=names)
def test_every_page_is_linked_from_its_index(page: Path) -> None:
    index = PROJECT / "docs" / "README.md"
    if page.parent.name == "decisions" and page.name != "README.md":
        index = page.parent / "README.md"
    if page != index:
        assert page.relative_to(index.parent).as_posix() in index.read_text(encoding="utf-8")


def our_commands() -> list[str]:
    files = PROJECT.glob("*/management/commands/*.py")
    return sorted(file.stem for file in files if file.stem != "__init__")


@pytest.mark.parametrize("command", our_commands())
def test_every_command_is_in_the_reference(command: str) -> None:
    page = (PROJECT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert f"### needfinder {command}" in page


def test_every_address_and_parameter_of_the_api_is_in_the_reference() -> None:
    page = (PROJECT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    described = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    for address, methods in described["paths"].items():
        assert f"`GET {address}`" in page
        assert list(methods) == ["get"]
        ours = address != "/api/schema/"  # which is drf-spectacular's
        for parameter in methods["get"].get("parameters", []) if ours else ():
            assert f"`{parameter['name']}`" in page
            for value in parameter["schema"].get("enum", []):
                assert f"`{value}`" in page or isinstance(value, int)


@pytest.mark.parametrize(
    "name",
    [
        "NEEDFINDER_MODE",
        "NEEDFINDER_DATA_DIR",
        "NEEDFINDER_LARGEST_RECORDING",
        "NEEDFINDER_CHROMIUM",
        "NEEDFINDER_FIREFOX",
        "NEEDFINDER_BACKUP_PASSPHRASE",
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "DATABASE_URL",
        "RECRUITMENT_DATABASE_URL",
    ],
)
def test_every_environment_variable_is_in_the_reference(name: str) -> None:
    page = (PROJECT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert f"`{name}`" in page


def test_the_digests_of_the_first_steps_are_those_of_what_ships() -> None:
    page = (PROJECT / "docs" / "tutorial" / "first-steps.md").read_text(encoding="utf-8")
    for scenario in ("fashion", "iris", "loan"):
        manifest = PROJECT / "fixtures" / "effects" / scenario / "manifest.json"
        digest = json.loads(manifest.read_text(encoding="utf-8"))["bundle_sha256"]
        assert f"The effects of {scenario} are loaded (SHA-256 {digest})." in page
    founding = read_study(PROJECT / "fixtures/studies/tda-needfinding/study.yaml", bundles=SHIPPED)
    assert f"tda-needfinding 2.0 stored (SHA-256 {founding.digest})." in page


def test_the_complete_study_of_the_reference_is_valid(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "reference" / "study-file.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", page, flags=re.DOTALL)
    assert example is not None
    file = tmp_path / "study.yaml"
    file.write_text(example[1], encoding="utf-8")
    assert read_study(file, bundles=SHIPPED).definition.study == "loan-pilot"


def keys_of_reports() -> Iterator[str]:
    """The keys that the code of a survey's report gives to its sections, tables and figures.

    Those that end in another word for each axis or place end in a part in braces here; those that
    a codebook or a figure names, and those held in variables, are left out.
    """
    report = PROJECT / "analysis" / "report"
    makers = {"ReportSection", "ReportTable", "ReportFigure", "key", "answers_table"}
    makers |= {"numbers_table", "scale_figures"}
    for file in (report / "first_page.py", *(report / "sections").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                made = ast.unparse(node.func).rpartition(".")[2]
                if made in makers and isinstance(node.args[0], ast.Constant | ast.JoinedStr):
                    yield ast.literal_eval(ast.unparse(node.args[0]).removeprefix("f"))


def test_every_section_table_and_figure_of_a_report_is_in_the_reference() -> None:
    page = (PROJECT / "docs" / "reference" / "report-formats.md").read_text(encoding="utf-8")
    keys = {re.sub(r"\{.*\}", "", key) for key in keys_of_reports() if not key.startswith("{")}
    keys = {key.removesuffix("_numbers") for key in keys if key != "sample_numbers"}
    assert {"preferences", "registered_tests", "flow", "theme_map", "shares_"} <= keys
    for key in keys:
        assert re.search(f"`{key}[A-Z`]", page), key


def test_the_plan_of_the_how_to_is_valid_for_the_study_that_ships(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "how-to" / "preregister-a-study.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", page, flags=re.DOTALL)
    assert example is not None
    file = tmp_path / "planned" / "study.yaml"
    file.parent.mkdir()
    shutil.copytree(PROJECT / "fixtures/studies/tda-needfinding", tmp_path / "tda-needfinding")
    head = "extends: ../tda-needfinding/study.yaml\nstudy: planned\nversion: '1'\n"
    file.write_text(head + textwrap.dedent(example[1]), encoding="utf-8")
    plan = read_study(file, bundles=SHIPPED).definition.plan
    assert isinstance(plan, Plan)
    assert [hypothesis.test for hypothesis in plan.hypotheses][:3] == [
        "even_spread",
        "trend",
        "change",
    ]
