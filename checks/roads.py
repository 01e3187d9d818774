"""How many of the project's files one request passes through, and which.

`python -m checks.roads [--files]`, in temporary databases. Every call of a function of the project
is recorded by `sys.setprofile` while one thing is done:

- files: each counts once. Those of the *domain* belong to core, attribution, survey or analysis;
  those of the *house* are middleware, routers, settings and the audit log.
- moves: calls that enter another file of the project than the last call did.
- functions: different functions that were called, lambdas and comprehensions left out.
- depth: the most calls of the project's functions inside one another.
- lines: of all these files together.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import TYPE_CHECKING

from checks.support.temporary_database import temporary_databases

if TYPE_CHECKING:  # importing it needs Django
    from tests.analysis.coding_world import CodingWorld

PROJECT = Path(__file__).resolve().parent.parent
DOMAIN = ("core", "attribution", "survey", "analysis")
HOUSE = ("config", "workspace", "operations")
SETTING = {"apply": "yes", "action": "removal", "metric": "loss", "number": "3"}


@dataclass
class Road:
    """The calls of the project's functions during one request, in order."""

    files: dict[Path, None] = field(default_factory=dict)
    functions: set[CodeType] = field(default_factory=set)
    moves: int = 0
    depth: int = 0

    @property
    def domain(self) -> list[Path]:
        return [file for file in self.files if file not in self.house]

    @property
    def house(self) -> list[Path]:
        return [file for file in self.files if file.parts[0] in HOUSE or _is_middleware(file)]

    @property
    def lines(self) -> int:
        return sum(len((PROJECT / file).read_text().splitlines()) for file in self.files)


def main() -> None:
    parser = ArgumentParser(prog="python -m checks.roads", description="Count a request's files.")
    parser.add_argument("--files", action="store_true", help="name the files, in order of entry")
    arguments = parser.parse_args()
    with temporary_databases():
        from tests.analysis.coding_world import CodingWorld

        world = CodingWorld()
        roads = {
            "POST Apply, the second of a trial": apply_road(),
            "POST one code at the desk": desk_road(world),
            "observations to report": report_road(world),
        }
    print(f"{'':35}  files (domain, house)  functions  moves  depth  lines")
    for name, road in roads.items():
        print(
            f"{name:35}  {len(road.files):5} ({len(road.domain):6}, {len(road.house):5})"
            f"  {len(road.functions):9}  {road.moves:5}  {road.depth:5}  {road.lines:5}"
        )
    if arguments.files:
        for name, road in roads.items():
            print(f"\n{name}")
            for file in road.files:
                print(f"    {file.as_posix()}{'  (house)' if file in road.house else ''}")


def apply_road() -> Road:
    """A participant applies a second setting; the first Apply has filled the caches."""
    from django.test import Client

    from tests.survey.walker import Walker

    client = Client()
    walker = Walker(client)
    walker.begin()
    while not (page := walker.page).endswith(".trial"):
        walker.answer(page)
    address = walker.address(page)
    client.post(address, SETTING)
    return recorded(lambda: client.post(address, {**SETTING, "number": "5"}))


def desk_road(world: "CodingWorld") -> Road:
    """A coder codes part of a text with a theme, by the page's script; the second one."""
    from tests.analysis.coding_world import browser

    client = browser(world.ann)
    address = f"/admin/analysis/codinground/{world.round.pk}/desk/code/"
    segment = {
        "unit": str(world.unit().guid),
        "theme": str(world.guid("class_overlap")),
        "start": "0",
        "end": "1",
    }
    by_script = {"HX-Request": "true"}
    client.post(address, segment, headers=by_script)
    return recorded(lambda: client.post(address, {**segment, "end": "2"}, headers=by_script))


def report_road(world: "CodingWorld") -> Road:
    """A report is built from observations that were read before."""
    from analysis.report.build import build_report
    from analysis.report.observe import study_observations
    from survey.population import Population

    observations = study_observations(world.founding.study, Population.PEOPLE)
    return recorded(lambda: build_report(observations))


def recorded(request: Callable[[], object]) -> Road:
    road, last, depth = Road(), Path(), 0

    def note(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal last, depth
        if event not in {"call", "return"}:
            return
        file = _project_file(frame.f_code)
        if file is None:
            return
        if event == "return":
            depth -= 1
            return
        depth += 1
        road.depth = max(road.depth, depth)
        road.files.setdefault(file)
        if not frame.f_code.co_name.startswith("<"):
            road.functions.add(frame.f_code)
        road.moves += file != last
        last = file

    sys.setprofile(note)
    try:
        request()
    finally:
        sys.setprofile(None)
    return road


def _project_file(code: CodeType) -> Path | None:
    """The file of a function of the domain or the house, below the project; None for others."""
    file = Path(code.co_filename)
    if not file.is_relative_to(PROJECT):
        return None
    below = file.relative_to(PROJECT)
    return below if below.parts[0] in (*DOMAIN, *HOUSE) else None


def _is_middleware(file: Path) -> bool:
    return file.name == "middleware.py"


if __name__ == "__main__":
    main()
