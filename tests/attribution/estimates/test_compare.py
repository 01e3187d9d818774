"""A comparison on toy birds, in a run that is made once."""

import json
import shutil
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from scipy.stats import spearmanr
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression

from attribution.axes import Action, Metric
from attribution.effects.pipeline import run_attribution
from attribution.effects.scenario import Scenario
from attribution.errors import BundleError, RunFolderError
from attribution.estimates.compare import compare_methods
from attribution.estimates.method_names import Method
from attribution.estimates.method_scores import MethodScores
from attribution.estimates.methods_file import ScoreLine, require_of_bundle
from attribution.estimates.subsets import SubsetPlan
from attribution.training.classifier import ClassifierTrainer
from attribution.training.job_share import JobShare
from attribution.training.logistic import LogisticSettings, LogisticTrainer
from attribution.training.numba_fit import fit_with_numba
from attribution.training.progress import Progress
from core.digests import digest
from tests.attribution.toys import bird_scenario, birds

PLAN = SubsetPlan(number=12)
SCENARIO = bird_scenario(
    replace(birds(), held_back=(1, 5, 13, 17)),
    trainer=LogisticTrainer(LogisticSettings(0.1, checkpoints=(8, 10)), fit_with_numba),
    seeds=(0, 1),
    numbers=(1, 2, 5),
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run with its comparison."""
    folder = tmp_path_factory.mktemp("birds")
    run_attribution(SCENARIO, folder)
    compare_methods(SCENARIO, folder, plan=PLAN)
    return folder


@pytest.fixture
def bundle_only(run: Path, tmp_path: Path) -> Path:
    """A copy of the run as it was before its comparison."""
    folder = tmp_path / "birds"
    shutil.copytree(run, folder)
    (folder / "bundle" / "methods.json").unlink()
    (folder / "estimates.parquet").unlink()
    for shard in (folder / "shards").glob("subsets-*"):
        shard.unlink()
    return folder


def methods_of(folder: Path) -> MethodScores:
    bundle = folder / "bundle"
    content = (bundle / "methods.json").read_bytes()
    methods = MethodScores.read(content)
    require_of_bundle(methods.file, digest((bundle / "bundle.json").read_bytes()), "methods.json")
    return methods


def line_of(methods: MethodScores, method: Method, action: Action, metric: Metric) -> ScoreLine:
    line = methods.line(method, action, metric)
    assert line is not None
    return line


def rows(path: Path) -> list[dict[str, Any]]:
    table: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return table


def by_sample(table: list[dict[str, Any]], value: str, **chosen: str) -> dict[str, float]:
    return {
        row["training_sample"]: row[value]
        for row in table
        if all(row[name] == level for name, level in chosen.items())
    }


def test_every_method_is_scored_for_every_action_and_metric(run: Path) -> None:
    methods = methods_of(run)
    assert [method.key for method in methods.methods] == list(Method)
    assert methods.file.seeds == (0, 1)
    scored = {(line.method, line.action, line.metric) for line in methods.file.scores}
    assert scored == set(product(Method, Action, Metric))
    assert methods.file.subsets.shares[Action.COLLECTION] == 0.5


def test_rank_correlations_are_those_of_the_two_tables(run: Path) -> None:
    estimates, effects = rows(run / "estimates.parquet"), rows(run / "effects.parquet")
    errors = sorted({row["error"] for row in effects})
    methods = methods_of(run)
    for action in Action:
        for method in (Method.INFLUENCE, Method.TRACIN, Method.INPUT_SIMILARITY):
            correlations = []
            for error in errors:
                chosen = {"action": action, "metric": "loss", "error": error}
                estimated = by_sample(estimates, "estimate", method=method, **chosen)
                true = by_sample(effects, "mean", **chosen)
                assert estimated.keys() == true.keys()
                pair = np.array([(estimated[name], true[name]) for name in true]).T
                correlations.append(spearmanr(*pair).statistic)
            score = line_of(methods, method, action, Metric.LOSS).rank_correlation
            assert score.mean == pytest.approx(np.mean(correlations))
            assert score.standard_deviation == pytest.approx(np.std(correlations, ddof=1))
            assert score.errors == len(errors)


def test_influence_comes_close_to_retraining_a_logistic_regression(run: Path) -> None:
    methods = methods_of(run)
    for action in (Action.REMOVAL, Action.LABEL_CHANGE, Action.COLLECTION):
        score = line_of(methods, Method.INFLUENCE, action, Metric.TRUE_CLASS_PROBABILITY)
        assert score.rank_correlation.mean is not None
        assert score.rank_correlation.mean > 0.95
        assert score.lds.mean is not None
        assert score.lds.mean > 0.8


def test_overlaps_are_of_the_numbers_of_the_bundle(run: Path) -> None:
    methods = methods_of(run)
    removal, collection = (
        line_of(methods, Method.TRACIN, action, Metric.LOSS).overlap
        for action in (Action.REMOVAL, Action.COLLECTION)
    )
    numbers = [[overlap.number for overlap in of_action] for of_action in (removal, collection)]
    # Four samples can be collected.
    assert numbers == [[1, 2, 5], [1, 2, 4]]


def test_the_bundle_keeps_its_bytes_and_a_second_comparison_gives_the_same(
    run: Path, bundle_only: Path
) -> None:
    before = (bundle_only / "bundle" / "bundle.json").read_bytes()
    path = compare_methods(SCENARIO, bundle_only, plan=PLAN)
    assert path == bundle_only / "bundle" / "methods.json"
    assert path.read_bytes() == (run / "bundle" / "methods.json").read_bytes()
    assert (bundle_only / "bundle" / "bundle.json").read_bytes() == before


def test_subsets_that_are_trained_are_not_trained_again(run: Path) -> None:
    reports: list[Progress] = []
    compare_methods(SCENARIO, run, plan=PLAN, report=reports.append)
    of_subsets = [report for report in reports if report.stage == "subsets"]
    assert [(report.done, report.total) for report in of_subsets] == [(96, 96)]
    notes = [report.note for report in reports if report.stage == "methods"]
    assert [note.partition(":")[0] for note in notes] == [
        method.description.title for method in Method if not method.description.is_yardstick
    ]


def test_shares_train_their_subsets_and_the_last_one_writes(run: Path, bundle_only: Path) -> None:
    first, second = (
        compare_methods(SCENARIO, bundle_only, plan=PLAN, share=JobShare(number, 2))
        for number in (1, 2)
    )
    assert first is None
    assert second is not None
    assert second.read_bytes() == (run / "bundle" / "methods.json").read_bytes()


def test_a_run_without_a_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="holds no whole bundle"):
        compare_methods(SCENARIO, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_bundle_of_another_recipe_is_refused(bundle_only: Path) -> None:
    with pytest.raises(BundleError, match="made by another recipe"):
        compare_methods(SCENARIO.with_seeds((0, 1, 2)), bundle_only, plan=PLAN)
    assert not (bundle_only / "bundle" / "methods.json").exists()


def test_a_run_with_a_damaged_manifest_is_refused(bundle_only: Path) -> None:
    (bundle_only / "manifest.json").write_text("{}")
    with pytest.raises(RunFolderError, match="cannot be read"):
        compare_methods(SCENARIO, bundle_only, plan=PLAN)


def test_methods_that_do_not_apply_are_reported_and_left_out(tmp_path: Path) -> None:
    forest = RandomForestClassifier(n_estimators=3, max_depth=2)
    scenario: Scenario = bird_scenario(
        birds(per_class=6), trainer=ClassifierTrainer(forest), seeds=(0, 1), numbers=(1,)
    )
    run_attribution(scenario, tmp_path)
    reports: list[Progress] = []
    compare_methods(scenario, tmp_path, plan=SubsetPlan(number=2), report=reports.append)
    methods = methods_of(tmp_path)
    assert [m.key for m in methods.methods] == [Method.INPUT_SIMILARITY, Method.HALF_OF_SEEDS]
    left_out = [report.note for report in reports if "left out" in report.note]
    assert len(left_out) == 4
    assert left_out[0].startswith("Influence function is left out. RandomForestClassifier, as it")


@pytest.mark.parametrize(
    "scenario",
    [
        SCENARIO.with_seeds((0,)),
        # Without chance in its training.
        replace(SCENARIO, trainer=ClassifierTrainer(LogisticRegression())),
    ],
)
def test_without_seeds_that_differ_there_is_no_yardstick(
    scenario: Scenario, tmp_path: Path
) -> None:
    run_attribution(scenario, tmp_path)
    compare_methods(scenario, tmp_path, plan=SubsetPlan(number=2))
    assert Method.HALF_OF_SEEDS not in {method.key for method in methods_of(tmp_path).methods}


def test_the_file_is_json_with_a_score_on_each_line(run: Path) -> None:
    text = (run / "bundle" / "methods.json").read_text()
    lines = [line for line in text.splitlines() if line.startswith('{"action"')]
    assert len(lines) == len(json.loads(text)["scores"])
