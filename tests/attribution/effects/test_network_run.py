"""Networks go through the pipeline that every other model goes through."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs PyTorch")

from attribution.data.display import Modality
from attribution.effects.pipeline import run_attribution
from attribution.effects.scenario import Scenario
from attribution.effects.selection import ErrorSelection
from tests.attribution.networks import on_a_line, trainer
from tests.attribution.toys import bird_scenario, birds


def scenario(shard_size: int = 9) -> Scenario:
    """Pictures of three kinds of birds, which one layer tells apart as well as it can."""
    return bird_scenario(
        birds(classes=3, per_class=8, modality=Modality.IMAGE),
        trainer=trainer(on_a_line),
        selection=ErrorSelection(types=1, examples=1, seed=0),
        shard_size=shard_size,
    )


def content(folder: Path) -> dict[str, bytes]:
    bundle = folder / "bundle"
    return {str(path.relative_to(bundle)): path.read_bytes() for path in bundle.rglob("*.*")}


@pytest.mark.slow
def test_worker_processes_and_shard_sizes_change_no_byte(tmp_path: Path) -> None:
    run_attribution(scenario(), tmp_path / "one")
    run_attribution(scenario(shard_size=50), tmp_path / "other", jobs=2)
    assert content(tmp_path / "one") == content(tmp_path / "other")
    assert any(name.endswith(".png") for name in content(tmp_path / "one"))


def _wait_until_the_workers_are_gone(group: int) -> None:
    for _tenth_of_a_second in range(1_200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("workers outlive the process they work for")


SLOW_RUN = """
import sys, time
from pathlib import Path
from attribution.effects.pipeline import run_attribution
from tests.attribution.effects.test_network_run import scenario

def report(progress):
    print(progress.stage, progress.done, flush=True)
    time.sleep(0.05)

run_attribution(scenario(), Path(sys.argv[1]), jobs=2, report=report)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
@pytest.mark.slow
def test_killed_again_and_again_a_run_ends_in_the_same_bytes(tmp_path: Path) -> None:
    for heard in (3, 5):
        with subprocess.Popen(
            [sys.executable, "-c", SLOW_RUN, str(tmp_path / "killed")],
            stdout=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            assert process.stdout is not None
            for _ in range(heard):
                assert process.stdout.readline()
            process.send_signal(signal.SIGKILL)
        _wait_until_the_workers_are_gone(process.pid)
    assert any((tmp_path / "killed" / "shards").iterdir())
    assert not (tmp_path / "killed" / "bundle").exists()
    for folder in ("killed", "whole"):
        run_attribution(scenario(), tmp_path / folder)
    assert content(tmp_path / "killed") == content(tmp_path / "whole")
