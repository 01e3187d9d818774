"""What production serves: every script finds what it imports under its new name."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.config.manage_process import PRODUCTION
from tests.folders import PROJECT

IMPORTED = re.compile(r'\bfrom\s*"([^"]+)"')
APPS = [PROJECT / app for app in ("analysis", "attribution", "config", "survey", "workspace")]


def our_scripts() -> list[str]:
    """Their names below a folder `static`."""
    folders = [folder for app in APPS for folder in app.rglob("static")]
    return [
        script.relative_to(folder).as_posix()
        for folder in folders
        for script in folder.rglob("*.js")
    ]


def test_gathered_scripts_import_one_another_by_names_that_are_there(tmp_path: Path) -> None:
    inherited = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    # Large, and no script of ours asks for them.
    large = ["--ignore=rest_framework", "--ignore=admin"]
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0", *large],
        cwd=PROJECT,
        env={**inherited, **PRODUCTION, "NEEDFINDER_DATA_DIR": str(tmp_path)},
        check=True,
    )
    gathered = tmp_path / "production" / "staticfiles"
    names = json.loads((gathered / "staticfiles.json").read_text())["paths"]
    followed = 0
    for name in our_scripts():
        script = gathered / names[name]
        for address in IMPORTED.findall(script.read_text()):
            target = (script.parent / address).resolve()
            assert target.is_file(), f"{name} imports {address}"
            assert target.relative_to(gathered).as_posix() in names.values(), address
            followed += 1
    assert followed >= 17
    served = {file.relative_to(gathered).as_posix() for file in gathered.rglob("*.js")}
    assert served <= {*names.values()}  # what has no digest in its name is no longer there


def test_our_scripts_share_no_globals() -> None:
    """Each is loaded as a module; Biome refuses a name that a script neither has nor imports."""
    tags = {
        tag
        for app in APPS
        for template in app.rglob("templates/**/*.html")
        for tag in re.findall(r"<script\b[^>]*>", template.read_text())
        if any(script in tag for script in our_scripts())
    }
    assert len(tags) >= 7
    assert all('type="module"' in tag for tag in tags), tags
