"""Networks go through the pipeline that every other model goes through."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs PyTorch")

from attribution.data.display import Modality
from attribution.effects.pipeline import run_attribution
from attribution.effects.scenario import Scenario
from tests.attribution.networks import on_a_line, trainer
from tests.attribution.toys import bird_scenario, birds


def scenario(shard_size: int = 12) -> Scenario:
    """Pictures of three kinds of birds, twelve each, which one layer tells apart as it can."""
    dataset = birds(classes=3, modality=Modality.IMAGE)
    return bird_scenario(dataset, trainer=trainer(on_a_line), shard_size=shard_size)


def content(folder: Path) -> dict[str, bytes]:
    bundle = folder / "bundle"
    return {str(path.relative_to(bundle)): path.read_bytes() for path in bundle.rglob("*.*")}


def test_worker_processes_and_shard_sizes_change_no_byte(tmp_path: Path) -> None:
    run_attribution(scenario(), tmp_path / "one")
    run_attribution(scenario(shard_size=50), tmp_path / "other", jobs=2)
    assert content(tmp_path / "one") == content(tmp_path / "other")
    assert any(name.endswith(".png") for name in content(tmp_path / "one"))


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
def test_killed_again_and_again_a_run_ends_in_the_same_bytes(tmp_path: Path) -> None:
    for heard in (3, 5):
        with subprocess.Popen(
            [sys.executable, "-c", SLOW_RUN, str(tmp_path / "killed")], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            for _ in range(heard):
                assert process.stdout.readline()
            process.send_signal(signal.SIGKILL)
    assert any((tmp_path / "killed" / "shards").iterdir())
    assert not (tmp_path / "killed" / "bundle").exists()
    for folder in ("killed", "whole"):
        run_attribution(scenario(), tmp_path / folder)
    assert content(tmp_path / "killed") == content(tmp_path / "whole")
