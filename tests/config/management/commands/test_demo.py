"""The demo, started as `run.py demo` starts it, once its packages are there."""

import re
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.config.demo_process import command, environment, free_port, get, passwords_in, running
from tests.folders import PROJECT


@dataclass
class FirstStart:
    """Of a demo with the study alone: its data, what it printed, and two of its answers."""

    data: Path
    lines: list[str]
    page: tuple[int, str]
    style: tuple[int, str]


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> FirstStart:
    data, port = tmp_path_factory.mktemp("first"), free_port()
    with running(data, port, "--empty") as lines:
        return FirstStart(data, lines, get(port), get(port, "/static/config/site.css"))


@pytest.fixture
def begun(first_start: FirstStart, tmp_path: Path) -> Path:
    """Data of its own for a test, as they are after the first start."""
    return shutil.copytree(first_start.data, tmp_path / "begun")


@pytest.mark.slow
def test_the_demo_serves_the_study_and_prints_the_passwords_once(
    first_start: FirstStart, begun: Path
) -> None:
    said = "".join(first_start.lines)
    assert "The effects of loan are loaded" in said
    assert "tda-needfinding 2.0 stored" in said
    assert [len(password) for password in passwords_in(first_start.lines)] == [16, 16, 16, 16]
    assert "simulated" not in said
    assert not (begun / "demo" / "reports").exists()
    status, page = first_start.page
    assert (status, "35 minutes" in page) == (200, True)
    assert first_start.style[0] == 200
    port = free_port()
    with running(begun, port, "--empty") as lines:
        assert {password[:26] for password in passwords_in(lines)} == {"as shown at the first star"}
    with running(begun, port, "--fresh", "--empty") as lines:
        assert f"Deleted {begun / 'demo'}." in "".join(lines)
        assert [len(password) for password in passwords_in(lines)] == [16, 16, 16, 16]


@pytest.mark.slow
def test_what_the_demo_simulates_is_all_there_or_begun_again(begun: Path) -> None:
    port = free_port()
    killed_while_simulating(begun, port)
    with running(begun, port) as lines:
        said = "".join(lines)
        assert "31 simulated participants took part" in said
        assert "31 simulated participants analysed" in said
        links = re.findall(rf"http://127.0.0.1:{port}(\S+)", said)
        assert links[0] == "/studies/tda-needfinding/"
        assert [get(port, link)[0] for link in links] == [200, 302]
    report = begun / "demo" / "reports" / "simulated-report.html"
    text = report.read_text(encoding="utf-8")
    assert "(simulated participants)" in text
    assert "6 registered tests (alpha 0.05, corrected by Holm)" in text
    assert "carried out as planned in everything that the plan names" in text
    with running(begun, port) as lines:
        assert "simulated" not in "".join(lines)


def killed_while_simulating(data: Path, port: int) -> None:
    demo = subprocess.Popen(
        command(port),
        cwd=PROJECT,
        env=environment(data),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert demo.stderr is not None
    seen = b""
    while b"5/34" not in seen and (more := demo.stderr.read1(200)):  # type: ignore[attr-defined]
        seen += more
    demo.kill()
    demo.communicate()
    assert b"5/34" in seen


@pytest.mark.parametrize("options", [(), ("--fresh",)])
def test_a_port_in_use_is_named_and_nothing_is_deleted(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "demo").mkdir()
    precious = tmp_path / "demo" / "needfinder.sqlite3"
    precious.write_text("another demo's")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            command(port, *options),
            cwd=PROJECT,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
    assert precious.read_text() == "another demo's"


def test_the_demo_command_runs_in_no_other_mode(tmp_path: Path) -> None:
    done = subprocess.run(
        command(free_port()),
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        env={**environment(tmp_path), "NEEDFINDER_MODE": "test"},
    )
    assert done.returncode == 1
    assert "NEEDFINDER_MODE=demo" in done.stderr
