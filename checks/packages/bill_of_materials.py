"""Write requirements/needfinder.cdx.json: what a server runs, as CycloneDX 1.6.

`python -m checks.packages.bill_of_materials`, after `checks.packages.licences`. It lists what
requirements/server.txt pins, with the SHA-256 of each file that may be installed, and the packages
that the editor of drafts is made of. The same locks give the same bytes.
"""

import csv
import json
import tomllib
from collections.abc import Iterator
from typing import Any

from checks.packages.licences import LICENCES
from checks.packages.locked import REQUIREMENTS, packages_of

BILL = REQUIREMENTS / "needfinder.cdx.json"
SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"


def main() -> None:
    BILL.write_text(json.dumps(bill(), indent=1) + "\n", encoding="utf-8")
    print(f"{len(bill()['components'])} packages in {BILL}")


def bill() -> dict[str, Any]:
    project = tomllib.loads((REQUIREMENTS.parent / "pyproject.toml").read_text("utf-8"))["project"]
    parts = [*python_components(), *components_of_the_editor()]
    itself = {
        "type": "application",
        "bom-ref": "needfinder",
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": [{"license": {"id": project["license"]}}],
    }
    return {
        "$schema": SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": itself},
        "components": parts,
        "dependencies": [
            {"ref": "needfinder", "dependsOn": [part["bom-ref"] for part in parts]},
        ],
    }


def python_components() -> Iterator[dict[str, Any]]:
    licences = _licences("pypi")
    for package in packages_of(REQUIREMENTS / "server.txt"):
        yield _component("pypi", package.name, package.version, licences) | {
            "hashes": [{"alg": "SHA-256", "content": content} for content in package.hashes]
        }


def components_of_the_editor() -> Iterator[dict[str, Any]]:
    licences = _licences("npm")
    for name, version in licences:
        yield _component("npm", name, version, licences)


def _component(
    source: str, name: str, version: str, licences: dict[tuple[str, str], str]
) -> dict[str, Any]:
    address = f"pkg:{source}/{name.replace('@', '%40')}@{version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "purl": address,
        "licenses": [{"expression": licences[name, version]}],
    }


def _licences(source: str) -> dict[tuple[str, str], str]:
    with LICENCES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == source]
    return {(row["package"], row["version"]): row["licence"] for row in rows}


if __name__ == "__main__":
    main()
