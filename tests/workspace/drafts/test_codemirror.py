"""The editor that browsers get is made of the packages that are pinned, with their licences."""

import json
import re

from tests.folders import PROJECT

STATIC = PROJECT / "workspace" / "drafts" / "static" / "drafts"
HEAD = re.compile(r"^/\* CodeMirror 6, MIT \(codemirror\.LICENSE\.md\)\. Made by .* of (.+) \*/$")


def made_of() -> dict[str, str]:
    with (STATIC / "codemirror.min.js").open(encoding="utf-8") as lines:
        head = HEAD.match(next(lines).strip())
    assert head is not None, "run: npm run editor"
    return dict(name.rsplit("@", 1) for name in head[1].split(", "))


def test_the_built_file_is_made_of_the_locked_versions() -> None:
    lock = json.loads((PROJECT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    locked = {name: lock[f"node_modules/{name}"]["version"] for name in made_of()}
    assert made_of() == locked, "run: npm ci && npm run editor"


def test_every_package_of_the_editor_is_pinned_and_in_the_built_file() -> None:
    package = json.loads((PROJECT / "package.json").read_text(encoding="utf-8"))
    pinned = {
        name: version
        for name, version in package["devDependencies"].items()
        if name.startswith(("@codemirror/", "@lezer/"))
    }
    assert pinned.items() <= made_of().items()


def test_the_licence_of_every_package_comes_along() -> None:
    text = (STATIC / "codemirror.LICENSE.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## (\S+ \S+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    assert parts.keys() == {f"{name} {version}" for name, version in made_of().items()}
    assert all("Permission is hereby granted, free of charge" in part for part in parts.values())
