"""Look whether this commit can be released, and build what is published: docs/how-to/release.md.

`python -m checks.release`, on the merged commit. Wheel, lock, bill of materials and SHA256SUMS are
written into dist/; nothing is tagged and nothing leaves this machine.
"""

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PUBLISHED = ("requirements/server.txt", "requirements/needfinder.cdx.json", "CHANGELOG.md")
PRE_RELEASE = "a release has three numbers, such as 1.2.0"


def main() -> int:
    version = stated_version(PROJECT)
    found = [*problems(PROJECT, version), *problems_of_commit(PROJECT, version)]
    if found:
        print("This is no release yet:", *found, sep="\n- ", file=sys.stderr)
        return 1
    for line in build(PROJECT, version):
        print(line)
    print(
        f"\nNeedfinder {version} is in dist. Now, by hand:\n"
        f'  git tag --annotate v{version} --message "Needfinder {version}"\n'
        f"  git push origin v{version}"
    )
    return 0


def stated_version(project: Path) -> str:
    return str(tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def problems(project: Path, version: str) -> Iterator[str]:
    """What does not agree with the version in pyproject.toml, a sentence for each."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        yield f"pyproject.toml states {version}; {PRE_RELEASE}."
    changelog = (project / "CHANGELOG.md").read_text("utf-8")
    heading = re.search(
        rf"^## {re.escape(version)} - (\d{{4}}-\d\d-\d\d)$", changelog, re.MULTILINE
    )
    if heading is None:
        yield f"CHANGELOG.md has no heading '## {version} - YEAR-MONTH-DAY'."
    if re.search(r"^## Unreleased\n+## ", changelog, re.MULTILINE) is None:
        yield "CHANGELOG.md does not begin with an empty 'Unreleased'."
    citation = (project / "CITATION.cff").read_text("utf-8")
    if f"\nversion: {version}\n" not in citation:
        yield f"CITATION.cff does not state version {version}."
    if heading is not None and f"\ndate-released: {heading[1]}\n" not in citation:
        yield f"CITATION.cff does not state date-released {heading[1]}, the day in CHANGELOG.md."
    bill = json.loads((project / "requirements" / "needfinder.cdx.json").read_text("utf-8"))
    if bill["metadata"]["component"]["version"] != version:
        yield (
            "The bill of materials is of another version: "
            "python -m checks.packages.bill_of_materials"
        )
    yield from _problems_of_databases(project / "tests" / "upgrade" / "releases" / version, project)


def _problems_of_databases(kept: Path, project: Path) -> Iterator[str]:
    remedy = "python -m tests.upgrade.make_release"
    if not (kept / "migrations.json").exists():
        yield f"The databases of this release are not kept: {remedy}"
        return
    for name, digest in json.loads((kept / "migrations.json").read_text("utf-8")).items():
        file = project / name
        if not file.exists() or sha256(file.read_bytes()).hexdigest() != digest:
            yield f"{name} is not as the databases of this release were made by: {remedy}"


def problems_of_commit(project: Path, version: str) -> Iterator[str]:
    if _git(project, "status", "--porcelain"):
        yield "Something in the folder is not committed."
    tagged = _git(project, "tag", "--list", f"v{version}")
    if tagged and _git(project, "rev-list", "-1", tagged) != _git(project, "rev-parse", "HEAD"):
        yield f"The tag {tagged} is on another commit: choose the next number."


def _git(project: Path, *arguments: str) -> str:
    return subprocess.check_output(["git", *arguments], cwd=project, text=True).strip()  # noqa: S607


def build(project: Path, version: str) -> Iterator[str]:
    """The lines of SHA256SUMS."""
    folder = project / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(folder), "."]
    subprocess.run(pip, cwd=project, check=True)
    wheel = folder / f"needfinder-{version}-py3-none-any.whl"
    stated = version_in(wheel)
    if stated != version:
        sys.exit(f"{wheel.name} says that it is {stated}.")
    for file in PUBLISHED:
        shutil.copy(project / file, folder)
    digests = [
        f"{sha256(file.read_bytes()).hexdigest()}  {file.name}" for file in sorted(folder.iterdir())
    ]
    (folder / "SHA256SUMS").write_text("\n".join(digests) + "\n")
    yield from digests


def version_in(wheel: Path) -> str:
    with zipfile.ZipFile(wheel) as archive:
        metadata = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        lines = archive.read(metadata).decode().splitlines()
    return next(line.partition(": ")[2] for line in lines if line.startswith("Version: "))


if __name__ == "__main__":
    sys.exit(main())
