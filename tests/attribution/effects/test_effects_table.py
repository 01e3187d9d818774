"""The table holds every individual effect."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.attribution.finished_runs import finished, setting_of
from tests.attribution.toys import bird_scenario


def test_every_individual_effect_is_in_the_parquet_table(tmp_path: Path) -> None:
    scenario = bird_scenario()
    bundle = finished(scenario, tmp_path)
    table = pq.read_table(tmp_path / "effects.parquet").to_pylist()
    assert len(table) == 3 * 24 * len(bundle.errors) * 3
    ranking = bundle.rankings[0]
    passed = [
        row
        for row in table
        if (row["error"], row["action"], row["metric"]) == setting_of(ranking)
        and row["p"] < 0.05
        and row["mean"] < 0  # by the loss, a fall helps
    ]
    assert len(passed) == ranking.relevant
    steady = {row["training_sample"]: (row["same_sign"], row["in_top"]) for row in passed}
    assert all((sample.same_sign, sample.in_top) == steady[sample.id] for sample in ranking.samples)


def test_a_large_table_has_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finished(bird_scenario(), tmp_path / "at-once")
    monkeypatch.setattr("attribution.effects.effects_table.ROWS_AT_ONCE", 10)
    finished(bird_scenario(), tmp_path / "in-parts")
    at_once, in_parts = (
        pq.ParquetFile(tmp_path / name / "effects.parquet") for name in ("at-once", "in-parts")
    )
    assert (at_once.num_row_groups, in_parts.num_row_groups) == (1, 3)
    assert at_once.read().equals(in_parts.read())
