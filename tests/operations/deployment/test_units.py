"""Units are what systemd reads, and give the programs no more of the machine than they need."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.operations.deployment.server_of_files import deploy

MOST_EXPOSED = 2.5
"""Of ten; `systemd-analyze security` calls up to 4.9 OK. A unit without any hardening has 9.6."""


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("systemd-analyze") is None:
        if os.environ.get("CI"):
            pytest.fail("systemd-analyze is not here, which is mandatory under CI")
        pytest.skip("systemd-analyze is not here")
    out = tmp_path_factory.mktemp("units") / "files"
    deploy(
        *("--domain", "study.example.org", "--out", str(out), "--folder", str(out)),
        *("--mail-server", "smtp+tls://mail.example.org:587", "--mail-from", "s@example.org"),
    )
    program = out / "current" / ".venv" / "bin" / "python"  # which verify looks for
    program.parent.mkdir(parents=True)
    program.symlink_to("/bin/true")
    return out


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["systemd-analyze", "--no-pager", *arguments]
    environment = os.environ | {"SYSTEMD_COLORS": "0", "SYSTEMD_EMOJI": "0"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_systemd_finds_nothing_wrong_with_units_and_timers(units: Path) -> None:
    files = [str(file) for file in sorted(units.glob("needfinder*.timer"))]
    files += [str(units / f"needfinder{name}.service") for name in ("", "-maintenance")]
    done = analyze("verify", "--man=no", *files)
    about_ours = [line for line in done.stderr.splitlines() if "needfinder" in line]
    assert (about_ours, done.returncode) == ([], 0), done.stderr


def test_systemd_does_find_a_misspelt_setting(units: Path, tmp_path: Path) -> None:
    broken = tmp_path / "needfinder.service"
    broken.write_text((units / broken.name).read_text().replace("UMask=", "Umusk="))
    assert "Umusk" in analyze("verify", "--man=no", str(broken)).stderr


@pytest.mark.parametrize("name", ["", "-maintenance", "-backup@", "-purge", "-doctor", "-mail"])
def test_services_are_hardly_exposed(units: Path, name: str) -> None:
    done = analyze("security", "--offline=true", str(units / f"needfinder{name}.service"))
    exposure = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
    assert exposure, done.stdout + done.stderr
    assert float(exposure[1]) <= MOST_EXPOSED
