"""Write requirements/licences.csv: the licence that each locked package declares.

`python -m checks.packages.licences`, in an environment with `requirements/test.txt`. What is not
installed there, such as packages for Windows, is asked of the package index, one wheel at a time.
"""

import csv
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from checks.packages.locked import REQUIREMENTS, locks, packages_of_all

LICENCES = REQUIREMENTS / "licences.csv"
FIELDS = ("source", "package", "version", "licence")
OF_CLASSIFIER = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Zope Public License": "ZPL-2.1",
}
TARGETS: tuple[tuple[str, ...], ...] = (
    (),
    ("--python-version", "3.14", "--platform", "manylinux_2_28_x86_64"),
    ("--python-version", "3.11", "--platform", "win_amd64"),
    ("--python-version", "3.14", "--platform", "win_amd64"),
)
"""For whom a wheel is asked: this machine first."""

BY_HAND = {
    "axe-playwright-python": "MIT",  # the file LICENSE in its wheel
    "docutils": "BSD-2-Clause AND PSF-2.0",  # COPYING.txt; its GPL is that of an Emacs mode
    "partd": "BSD-3-Clause",  # LICENSE.txt
    "pypdfium2": "(BSD-3-Clause OR Apache-2.0) AND LicenseRef-dependencies",  # its metadata
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",  # its classifiers
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",  # its classifiers
    "uritemplate": "BSD-3-Clause OR Apache-2.0",  # its metadata
}
"""What packages say in words that are no SPDX expression, and where it stands."""

PREFIX = "License :: OSI Approved :: "
EXPRESSION = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")


def main() -> None:
    rows = [*of_python_packages(), *of_the_editor()]
    with LICENCES.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(FIELDS)
        table.writerows(rows)
    print(f"{len(rows)} packages in {LICENCES}")


def of_python_packages() -> Iterator[tuple[str, str, str, str]]:
    for name, version in packages_of_all(locks()):
        yield "pypi", name, version, BY_HAND.get(name) or licence_of(name, version)


def description(name: str, version: str) -> Message:
    """What the package says of itself, installed here or else from its wheel."""
    try:
        described: Message = metadata(name)  # type: ignore[assignment]
        if described["Version"] == version:
            return described
    except PackageNotFoundError:
        pass
    return description_in_wheel(name, version)


def description_in_wheel(name: str, version: str) -> Message:
    with tempfile.TemporaryDirectory() as folder:
        download = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "-d", folder]
        for target in TARGETS:
            command = [*download, "--only-binary", ":all:", *target, f"{name}=={version}"]
            if not subprocess.run(command, capture_output=True).returncode:
                break
        wheels = list(Path(folder).glob("*.whl"))
        if not wheels:
            sys.exit(f"{name} {version} is neither installed nor to be had as a wheel.")
        with zipfile.ZipFile(wheels[0]) as wheel:
            member = next(file for file in wheel.namelist() if file.endswith(".dist-info/METADATA"))
            return Parser().parsestr(wheel.read(member).decode())


def licence_of(name: str, version: str) -> str:
    """As an SPDX expression; ends the program where the package declares none."""
    described = description(name, version)
    if expression := described["License-Expression"]:
        return str(expression)
    classifiers = described.get_all("Classifier") or []
    named = [line.removeprefix(PREFIX) for line in classifiers if line.startswith(PREFIX)]
    text = str(described["License"] or "").strip()
    if named and all(name in OF_CLASSIFIER for name in named):
        return " OR ".join(OF_CLASSIFIER[name] for name in named)
    if EXPRESSION.fullmatch(text):
        return text
    sys.exit(f"{name} {version} declares no licence that can be read. Look, and add it by hand.")


def of_the_editor() -> Iterator[tuple[str, str, str, str]]:
    """The packages of npm that are part of the editor of drafts; all others only check."""
    project = REQUIREMENTS.parent
    listed = project / "workspace/drafts/static/drafts/codemirror.LICENSE.md"
    lock = json.loads((project / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, version in re.findall(r"^## (\S+) (\S+)$", listed.read_text("utf-8"), re.MULTILINE):
        yield "npm", name, version, lock[f"node_modules/{name}"]["license"]


if __name__ == "__main__":
    main()
