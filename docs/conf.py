"""The documentation as a site, built by Sphinx: `python3 run.py docs`.

The sources are the Markdown files as they are, those beside the code included. What the site adds
is written here: its navigation, which is that of docs/README.md, and the names and docstrings of
the packages that docs/reference/python/ describes.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

PROJECT = Path(__file__).parents[1]

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

SECTION = re.compile(r"^## (.+)$")
LINK = re.compile(r"^- \[[^\]]+\]\(([^)#]+)\.md\)")
PYTHON = "docs/reference/python/"


def setup(app: Sphinx) -> None:
    app.connect("source-read", complete)
    app.connect("build-finished", lead_in)


def complete(_app: Sphinx, name: str, source: list[str]) -> None:
    if name == root_doc:
        source[0] += navigation(source[0])
    elif name == "docs/decisions/README":
        source[0] += toctree(file.stem for file in (PROJECT / "docs/decisions").glob("0*.md"))
    elif name.startswith(PYTHON) and name != f"{PYTHON}README":
        source[0] += described(name.removeprefix(PYTHON))


def lead_in(app: Sphinx, _problem: Exception | None) -> None:
    page = '<!doctype html><meta http-equiv="refresh" content="0; url=docs/README.html">\n'
    (Path(app.outdir) / "index.html").write_text(page, encoding="utf-8")


def navigation(index: str) -> str:
    """The sections of the index, each with the pages that it lists, and what lies beside docs/."""
    trees, heading = [], ""
    for line in index.splitlines():
        if section := SECTION.match(line):
            heading = section[1]
            trees.append((heading, []))
        elif page := LINK.match(line):
            trees[-1][1].append(page[1])
    beside = ("README", "CHANGELOG", "SECURITY", "requirements/README", "fixtures/reference/README")
    trees.append(("Project", [f"/{page}" for page in beside]))
    return "".join(toctree(pages, caption=heading) for heading, pages in trees if pages)


def toctree(pages: Iterator[str] | list[str], caption: str = "") -> str:
    lines = ["", "```{toctree}", ":hidden:", f":caption: {caption}", *sorted_pages(pages), "```", ""]
    return "\n".join(lines)


def sorted_pages(pages: Iterator[str] | list[str]) -> list[str]:
    return pages if isinstance(pages, list) else sorted(pages)


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
    fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
    body = fields if isinstance(node, ast.ClassDef) and fields else []
    shown = ast.parse(ast.unparse(node)).body[0]
    shown.body = body or [ast.Expr(ast.Constant(...))]
    return ast.unparse(shown).removesuffix("\n    ...").removesuffix(":")
