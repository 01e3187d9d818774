"""What the how-to tells people to type is run as it stands."""

import re
from pathlib import Path

import pytest

from tests.folders import PROJECT

HOW_TO = PROJECT / "docs" / "how-to" / "bring-your-own-model.md"


@pytest.mark.slow
def test_the_breast_cancer_example_runs_and_names_its_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", HOW_TO.read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, str(HOW_TO), "exec"), {"__name__": "__main__"})  # noqa: S102
    printed = capsys.readouterr().out.splitlines()
    assert re.match(r"(Malignant|Benign) is misclassified as (Malignant|Benign): row-", printed[0])
    assert len(printed) > 5
    assert all(line.startswith("removal of row-") for line in printed[1:])
