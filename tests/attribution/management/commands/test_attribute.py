"""The command around a run; the run itself is tested in effects/test_pipeline.py."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from attribution.command_progress import ProgressBars
from attribution.effects.bundle import Relevance
from attribution.effects.bundle_reader import read_bundle
from attribution.effects.relevance_rule import Direction, Gate
from attribution.panels.reader import read_panel_files
from attribution.training.progress import Progress
from tests.folders import PROJECT


def attribute(*arguments: object) -> str:
    out = StringIO()
    call_command("attribute", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_run_ends_in_a_bundle_that_can_be_loaded(tmp_path: Path) -> None:
    said = attribute("loan", "--seeds", "1", "--out", tmp_path / "run", "--jobs", "2")
    bundle = tmp_path / "run" / "bundle"
    assert f"needfinder load_effects {bundle}" in said
    assert read_bundle(bundle).scenario == "loan"
    again = attribute("loan", "--seeds", "1", "--out", tmp_path / "run")
    assert str(bundle) in again


def test_shares_of_a_run_end_in_its_bundle_once_all_are_done(tmp_path: Path) -> None:
    def share(name: str) -> str:
        return attribute("loan", "--seeds", "1", "--out", tmp_path, "--shard", name)

    assert "other shares of the individual stage are not" in share("1/2")
    assert "other shares of the groups stage are not" in share("2/2")
    assert "The bundle is in" in share("1/2")


def test_as_published_is_one_seed_and_the_rule_of_the_paper(tmp_path: Path) -> None:
    attribute("loan", "--as-published", "--out", tmp_path)
    bundle = read_bundle(tmp_path / "bundle")
    assert bundle.ensemble.seeds == (0,)
    assert bundle.relevance == Relevance("as published", Gate.NGUYEN, 0.05, Direction.ANY, 10)


def test_a_rule_of_one_s_own_is_in_the_bundle(tmp_path: Path) -> None:
    rule = ("--gate", "q", "--direction", "any", "--most", "4")
    attribute("loan", "--seeds", "2", *rule, "--out", tmp_path)
    bundle = read_bundle(tmp_path / "bundle")
    assert bundle.relevance == Relevance("own settings", Gate.Q, 0.05, Direction.ANY, 4)
    assert {len(ranking.samples) for ranking in bundle.rankings} <= set(range(5))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lone",), "There is no scenario 'lone': choose "),
        (("loan", "--seeds", "0"), "whole numbers from 1 upwards"),
        (("loan", "--jobs", "-1"), "whole numbers from 1 upwards"),
        (("loan", "--gate", "p"), "no gate 'p': use t, nguyen, q, none"),
        (("loan", "--most", "101"), "choose from 1 to 100"),
        (("loan", "--as-published", "--seeds", "3"), "--as-published settles the seeds"),
        (("loan", "--shard", "3/2"), "is no part of a run"),
        (("loan", "--shard", "half"), "is no part of a run"),
        (("loan", "--backend", "dask"), "--backend dask and --scheduler ADDRESS go together"),
        (("loan", "--scheduler", "tcp://127.0.0.1:1"), "go together"),
    ],
)
def test_a_wrong_argument_gets_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CommandError, match=said) as caught:
        attribute(*arguments, "--out", tmp_path / "run")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "run").exists()


def test_a_folder_of_another_recipe_is_refused(tmp_path: Path) -> None:
    attribute("loan", "--seeds", "1", "--out", tmp_path)
    with pytest.raises(CommandError, match=r"another recipe \(relevance differ\)"):
        attribute("loan", "--seeds", "1", "--gate", "none", "--out", tmp_path)


def test_without_its_packages_the_command_says_how_to_install_them() -> None:
    code = (
        "import sys; sys.modules['joblib'] = None; "
        "from django.core.management import execute_from_command_line as run; "
        "run(['manage.py', 'attribute', 'loan'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "-r requirements/attribution.txt" in done.stderr


def test_progress_is_a_bar_a_stage_and_notes_are_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with ProgressBars() as report:
        report(Progress("individual", 0, 4))
        report(Progress("individual", 4, 4))
        report(Progress("individual", 0, 0, "shard 3 is damaged: training it again"))
        report(Progress("groups", 1, 2))
    printed = capsys.readouterr()
    assert "individual: 100%" in printed.err
    assert "groups:  50%" in printed.err
    assert "shard 3 is damaged" in printed.out + printed.err


def test_explanations_are_made_of_effects_and_can_be_loaded(tmp_path: Path) -> None:
    said = attribute("loan-explanations", "--out", tmp_path)
    assert f"needfinder load_effects {tmp_path / 'bundle'}" in said
    assert read_panel_files(tmp_path / "bundle").bundle.name == "loan-explanations"


def test_explanations_of_effects_of_one_s_own(tmp_path: Path) -> None:
    attribute("loan", "--seeds", "2", "--out", tmp_path / "run")
    effects = tmp_path / "run" / "bundle"
    attribute("loan-explanations", "--effects", effects, "--out", tmp_path / "explanations")
    made = read_panel_files(tmp_path / "explanations" / "bundle")
    assert json.loads(made.manifest)["recipe"]["effects"]["recipe"]["seeds"] == [0, 1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("loan-explanations", "--seeds", "3"), "leave out all options but --effects and --out"),
        (("loan-explanations", "--jobs", "2"), "leave out all options but --effects and --out"),
        (("loan-explanations", "--as-published"), "trains nothing under an intervention"),
        (("loan", "--effects", "here"), "Only bundles of explanations take --effects"),
    ],
)
def test_options_of_runs_are_not_those_of_explanations(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=said):
        attribute(*arguments, "--out", tmp_path)
    assert not list(tmp_path.iterdir())
