"""The documentation as a site, built by Sphinx: `python3 run.py docs`.

The sources are the Markdown files as they are, those beside the code included. What the site adds
is written here: its navigation, which is that of docs/README.md, and the names and docstrings of
the packages that docs/reference/python/ describes.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT))

from workspace.help.library import chapters  # noqa: E402  it reads files and nothing else

project = "Needfinder"
author = "The Needfinder maintainers"
release = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["version"]
extensions = ["myst_parser"]
root_doc = "docs/README"
include_patterns = [
    "*.md",
    "docs/**.md",
    "requirements/README.md",
    "fixtures/reference/README.md",
]
myst_heading_anchors = 4
smartquotes = False  # typographic characters are written where they are meant

html_theme = "furo"  # which asks nobody else for fonts or scripts
html_title = f"Needfinder {release}"
html_copy_source = False
html_show_copyright = False

ELSEWHERE = re.compile(
    r'<(?:script|link|img|iframe|source)\b[^>]*\s(?:src|href)="(?:https?:)?//.*?>'
)
PYTHON = "docs/reference/python/"
BESIDE = ("README.md", "requirements/README.md", "fixtures/reference/README.md")

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> None:
    app.connect("source-read", complete)
    app.connect("build-finished", lead_in)
    app.connect("build-finished", refuse_requests_elsewhere)


def complete(_app: Sphinx, name: str, source: list[str]) -> None:
    if name == root_doc:
        source[0] += navigation()
    elif name == "docs/decisions/README":
        source[0] += toctree(pages_in("docs/decisions/", "0*.md"))
    elif name == "docs/data-protection/README":
        source[0] += toctree(pages_in("docs/data-protection/", "[a-z]*.md"))
    elif name == f"{PYTHON}README":
        source[0] += toctree(pages_in(PYTHON, "*.*.md"))
    elif name.startswith(PYTHON):
        source[0] += described(name.removeprefix(PYTHON))


def lead_in(app: Sphinx, _problem: Exception | None) -> None:
    page = '<!doctype html><meta http-equiv="refresh" content="0; url=docs/README.html">\n'
    (Path(app.outdir) / "index.html").write_text(page, encoding="utf-8")


def refuse_requests_elsewhere(app: Sphinx, _problem: Exception | None) -> None:
    """Reading the documentation tells nobody else: a warning, at which `run.py docs` fails."""
    for page in Path(app.outdir).rglob("*.html"):
        for tag in ELSEWHERE.findall(page.read_text(encoding="utf-8")):
            logger.warning("%s asks another site: %s", page.relative_to(app.outdir), tag)


def navigation() -> str:
    """The chapters of the first page, and what belongs to the project and is in none of them."""
    trees = [(chapter.title, [file for _title, file in chapter.pages]) for chapter in chapters()]
    listed = {file for _title, files in trees for file in files}
    beside = [page for page in BESIDE if page not in listed]
    return "".join(
        toctree((f"/{file.removesuffix('.md')}" for file in files), caption=title)
        for title, files in [*trees, ("Project", beside)]
    )


def pages_in(folder: str, pattern: str) -> list[str]:
    return sorted(file.stem for file in (PROJECT / folder).glob(pattern))


def toctree(pages: Iterable[str], caption: str = "") -> str:
    options = [":hidden:"] + ([f":caption: {caption}"] if caption else [])
    return "\n".join(["", "```{toctree}", *options, *pages, "```", ""])


def described(package: str) -> str:
    """Every public name of a package, with its signature and its docstring."""
    folder = PROJECT / package.replace(".", "/")
    return "".join(
        section(file, ".".join(file.relative_to(PROJECT).with_suffix("").parts))
        for file in sorted(folder.rglob("*.py"))
        if file.name != "__init__.py"
    )


def section(file: Path, module: str) -> str:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = [node for node in tree.body if is_public(node)]
    lines = [f"\n## {module}\n", ast.get_docstring(tree) or ""]
    for node in names:
        lines += [f"\n### {node.name}\n", code(signature(node)), ast.get_docstring(node) or ""]
        if isinstance(node, ast.ClassDef):
            lines += members(node)
    return "\n".join(lines)


def is_public(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")


def members(node: ast.ClassDef) -> Iterator[str]:
    for method in node.body:
        if is_public(method) and ast.get_docstring(method):
            yield code(signature(method))
            yield ast.get_docstring(method) or ""


def code(text: str) -> str:
    return f"```python\n{text}\n```\n"


def signature(node: ast.ClassDef | ast.FunctionDef) -> str:
    """As it is written, without its body; of a class, with the fields that it declares."""
    fields = [statement for statement in node.body if isinstance(statement, ast.AnnAssign)]
    body = fields if isinstance(node, ast.ClassDef) and fields else []
    shown = ast.parse(ast.unparse(node)).body[0]
    shown.body = body or [ast.Expr(ast.Constant(...))]
    return ast.unparse(shown).removesuffix("\n    ...").removesuffix(":")
