"""A real server below a path: its pages, and all that they name on their own host."""

import re
from pathlib import Path

import pytest

from tests.config import demo_process

NAMED = re.compile(r'(?:href|src)="(/[^"#?]*)')


@pytest.mark.slow
@pytest.mark.any_database
def test_everything_that_the_first_pages_name_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEEDFINDER_PATH", "/below/here")
    port = demo_process.free_port()
    with demo_process.running(tmp_path, port, "--empty") as lines:
        assert f"http://127.0.0.1:{port}/below/here/studies/tda-needfinding/" in "".join(lines)
        waiting, seen = {"/below/here/", "/below/here/admin/login/"}, set[str]()
        while waiting:
            address = waiting.pop()
            seen.add(address)
            assert address.startswith("/below/here/"), address
            status, text = demo_process.get(port, address)
            assert status == 200 or "/admin/" in address, (address, status)
            if "/static/" not in address:
                waiting |= set(NAMED.findall(text)) - seen
        assert sum("/static/" in address for address in seen) > 5
        status, _text = demo_process.get(port, "/elsewhere/")
        assert status == 404
