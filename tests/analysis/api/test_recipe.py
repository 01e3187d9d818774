"""The code of the how-to reads a study from a running server, as it stands there."""

import re
from pathlib import Path
from typing import Any

import pytest

from operations.models import Change
from survey.leaving.withdraw import stop
from tests.analysis.api.programs import token_for
from tests.folders import PROJECT
from tests.survey.steps import finish
from tests.world import NOON, World

CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
HOW_TO = PROJECT / "docs" / "how-to" / "read-a-study-by-program.md"
ODD = ("None", "NA", "null", "00123", "-5", "=1+1", "'x", "日本\r\nÄ")
"""Answers that a reader of CSV files likes to take for something else."""


class Report:
    stem = "report"


@pytest.mark.any_database
@pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])
def test_pandas_reads_tables_as_they_were_written_and_the_nightly_script_keeps_them(
    live_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    world.open()
    finish(world.ada)
    for words in ODD:
        person = world.join(f"says {words}")
        visit = person.visits.get(page="inclusion")
        person.answers.create(visit=visit, question="remarks", value=words)
        stop(person, now=NOON)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / ".needfinder-token").write_text(f"{token_for(world.founding.study)}\n")
    monkeypatch.setattr("analysis.report.writers.written", lambda *_: {"report.json": b"{}"})
    monkeypatch.setattr("analysis.report.of_study.report_of", lambda *_: Report())
    recipe, nightly = (
        code.replace("https://study.example.org", live_server.url).replace(
            "studies/my-study", "studies/tda-needfinding"
        )
        for code in CODE.findall(HOW_TO.read_text(encoding="utf-8"))
    )
    names: dict[str, Any] = {}
    exec(recipe, names)  # noqa: S102  the code of our own page
    answers, trials = names["answers"], names["trials"]
    assert set(answers[answers["question"] == "remarks"]["value"]) >= set(ODD)
    assert str(answers["participant"].dtype) == "Int64"
    assert len(trials) == 2 * (1 + len(ODD))
    assert names["completed"] == 1
    exec(nightly, {})  # noqa: S102
    kept = {file.name for file in (tmp_path / "my-study").glob("*/*")}
    assert kept == {f"{name}.csv" for name in names["described"]} | {"report.json"}
    downloads = Change.objects.filter(kind="downloaded", study="tda-needfinding")
    assert downloads.count() == 2 + len(names["described"]) + 1
