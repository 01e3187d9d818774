"""What builds the image and what runs it agree with the code, and leave nothing open."""

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.folders import PROJECT

CONTAINER = PROJECT / "container"
CONTAINERFILE = (CONTAINER / "Containerfile").read_text(encoding="utf-8")
INSTRUCTIONS = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", CONTAINERFILE, flags=re.MULTILINE))
COMPOSE: dict[str, Any] = yaml.safe_load((CONTAINER / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("server", "stand-in", "nightly")
SCRIPTS = sorted(
    file
    for file in CONTAINER.rglob("*")
    if file.is_file() and file.read_bytes().startswith((b"#!/bin/sh", b"# Sourced by"))
)
# Read by the images of PostgreSQL and by the scripts that stand in this folder.
READ_ELSEWHERE = {"POSTGRES_USER", "POSTGRES_PASSWORD_FILE", "POSTGRES_INITDB_ARGS"}


def copied() -> set[str]:
    """What the image takes from the checkout."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", INSTRUCTIONS, flags=re.MULTILINE)
    return {source for line in lines for source in line.split()[:-1] if not source.startswith("--")}


def code() -> str:
    """Everything that reads variables."""
    files = [*PROJECT.glob("config/**/*.py"), *PROJECT.glob("core/*.py"), *SCRIPTS]
    files += [CONTAINER / "healthy.py"]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def is_read(variable: str, code: str) -> bool:
    name = variable.removesuffix("_FILE")
    return variable in READ_ELSEWHERE or re.search(rf"\b{name}\b", code) is not None


def variables(service: dict[str, Any]) -> set[str]:
    return set(service.get("environment", {}))


def test_the_image_holds_all_that_the_wheel_ships() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {*shipped, "needfinder", "pyproject.toml"} <= copied()


def test_what_is_copied_is_there_and_let_through_to_the_builder() -> None:
    ignored = (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert "*" in ignored, "everything else stays outside"
    assert copied() == let_through
    assert [source for source in copied() if not (PROJECT / source).exists()] == []


def test_neither_data_nor_history_nor_an_environment_can_reach_the_builder() -> None:
    assert copied().isdisjoint({".", "./", "data", ".git", ".venv", "tests", "runs"})


def test_the_image_installs_wheels_by_their_hashes_alone() -> None:
    (install,) = re.findall(r"pip install ([^&]+)", INSTRUCTIONS)
    for option in ("--require-hashes", "--no-deps", "--only-binary :all:"):
        assert option in install
    assert "requirements/container.txt" in copied()


def test_the_image_installs_the_releases_that_a_server_does() -> None:
    pins = {
        lock: set(re.findall(r"^[a-z0-9.-]+==\S+", text, flags=re.MULTILINE))
        for lock in ("server", "container")
        if (text := (PROJECT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8"))
    }
    assert pins["server"] < pins["container"]
    assert any(pin.startswith("weasyprint==") for pin in pins["container"])


def test_nothing_that_builds_is_in_the_last_stage() -> None:
    last = INSTRUCTIONS.rpartition("FROM ${BASE}")[2]
    assert "pip" not in last.replace("pipefail", "")
    assert not re.search(r"\b(gcc|build-essential|git|npm|curl|wget)\b", last)
    for installed in re.findall(r"apt-get install([^&]+)", INSTRUCTIONS):
        assert "--no-install-recommends" in installed
    assert "rm -rf /var/lib/apt/lists/*" in last


def test_the_image_runs_as_an_account_without_rights() -> None:
    assert re.findall(r"^USER (.+)$", INSTRUCTIONS, flags=re.MULTILINE) == ["10001:10001"]
    assert "HEALTHCHECK" in INSTRUCTIONS


def test_images_are_named_by_a_release() -> None:
    base = re.search(r"^ARG BASE=(\S+)$", INSTRUCTIONS, flags=re.MULTILINE)
    assert base is not None
    others = [SERVICES[name]["image"] for name in SERVICES if name not in OURS]
    names = [re.sub(r"^\$\{\w+:-(.+)\}$", r"\1", image) for image in (base[1], *others)]
    for name in names:
        assert re.fullmatch(r"docker\.io/library/\w+:\d+(\.\d+)?(-[a-z-]+)?", name), name


def test_no_secret_is_written_down() -> None:
    for file in CONTAINER.rglob("*"):
        if file.is_file():
            text = file.read_text(encoding="utf-8").replace("SECRET_KEY=for-this-step-alone", "")
            assert not re.search(r"(KEY|PASSWORD|PASSPHRASE|TOKEN)=[A-Za-z0-9]{4}", text), file
            assert "BEGIN PRIVATE KEY---" not in text
    for service in SERVICES.values():
        secret = [name for name in variables(service) if re.search("KEY|PASSW|PASSPH|TOKEN", name)]
        assert [name for name in secret if not name.endswith("_FILE")] == []


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_can_neither_gain_rights_nor_write_where_it_should_not(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert "cap_add" not in service
    user = service.get("user", "10001:10001")
    assert not user.startswith(("0", "root"))


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_comes_back_and_cannot_take_the_whole_machine(name: str) -> None:
    service = SERVICES[name]
    assert service["restart"] == "unless-stopped"
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["proxy"]
    assert COMPOSE["networks"]["database"] == {"internal": True}
    assert SERVICES["database"]["networks"] == ["database"]
    assert "database" not in SERVICES["proxy"]["networks"]
    assert SERVICES["stand-in"]["network_mode"] == "none"


def test_the_stand_in_and_the_proxy_know_no_secret() -> None:
    for name in ("stand-in", "proxy"):
        assert "secrets" not in SERVICES[name]
        assert "env_file" not in SERVICES[name]


def test_every_secret_is_made_by_the_start() -> None:
    start = (CONTAINER / "start").read_text(encoding="utf-8")
    used = {secret for service in SERVICES.values() for secret in service.get("secrets", ())}
    assert used == set(COMPOSE["secrets"])
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"${{NEEDFINDER_FOLDER}}/secrets/{name}"}
        assert re.search(rf"\b{name}\b", start)


def test_every_variable_of_a_container_is_a_setting() -> None:
    read = code()
    for name, service in SERVICES.items():
        assert [v for v in variables(service) if not is_read(v, read)] == [], name
    examples = re.findall(
        r"^#?(\w+)=", (CONTAINER / "settings.example").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert examples
    assert [variable for variable in examples if not is_read(variable, read)] == []
    in_image = re.findall(r"\b(NEEDFINDER_\w+)=", INSTRUCTIONS)
    assert [variable for variable in in_image if not is_read(variable, read)] == []


def test_every_variable_of_the_compose_file_is_chosen_by_the_start() -> None:
    text = (CONTAINER / "compose.yaml").read_text(encoding="utf-8")
    start = (CONTAINER / "start").read_text(encoding="utf-8")
    needed = {name for name, default in re.findall(r"\$\{(\w+)(:-)?", text) if not default}
    assert needed == set(re.findall(r"choose_value (\w+)", start)) - {
        "NEEDFINDER_HTTP",
        "NEEDFINDER_HTTPS",
    }


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_scripts_are_read_by_a_plain_shell(script: Path) -> None:
    subprocess.run(["sh", "-n", str(script)], check=True)
    if script.name != "installation.sh":
        assert os.access(script, os.X_OK)


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(CONTAINER / "start"), *arguments],
        env={"PATH": os.environ["PATH"], "HOME": "/nowhere"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "A domain is missing."),
        (["Study.example.org"], "'Study.example.org' is no domain name."),
        (["https://study.example.org"], "'https://study.example.org' is no domain name."),
        (["study.example.org; rm"], "'study.example.org; rm' is no domain name."),
        (["study.example.org", "--port", "80"], "--port is no option."),
        (["study.example.org", "--http"], "--http needs a value."),
        (
            ["study.example.org", "--certificate", "/nowhere/a", "--key", "/nowhere/b"],
            "The certificate or its key cannot be read.",
        ),
    ],
)
def test_what_cannot_be_started_is_refused_in_a_sentence(
    arguments: list[str], sentence: str
) -> None:
    refused = start(*arguments)
    assert refused.returncode == 1
    assert refused.stderr.startswith(sentence)
    assert len(refused.stderr.splitlines()) == 2


ENGINE = """#!/bin/sh
# Stands in for podman and podman-compose: answers what a script asks, and notes it.
echo "$@" >>"$NOTES"
case "$*" in
*" certificate "*) printf -- '-----BEGIN PRIVATE KEY-----\\nk\\n-----END PRIVATE KEY-----\\n'
    printf -- '-----BEGIN CERTIFICATE-----\\nc\\n-----END CERTIFICATE-----\\n' ;;
*" proxy "*) tar -c -C "$SITE" needfinder.nginx pages ;;
*setup_code*) echo the-code ;;
esac
"""


@pytest.fixture
def engine(tmp_path: Path) -> dict[str, str]:
    """Variables by which the scripts call programs that only note what they are asked."""
    programs, site = tmp_path / "programs", tmp_path / "site"
    programs.mkdir()
    (site / "pages").mkdir(parents=True)
    (site / "needfinder.nginx").write_text("# a site\n")
    for name in ("podman", "podman-compose"):
        (programs / name).write_text(ENGINE)
        (programs / name).chmod(0o755)
    return {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "NEEDFINDER_COMPOSE": "podman-compose",
        "NEEDFINDER_INSTALLATION": str(tmp_path / "installation"),
        "NOTES": str(tmp_path / "notes"),
        "SITE": str(site),
    }


def test_a_first_start_makes_secrets_that_no_other_account_comes_to(
    engine: dict[str, str], tmp_path: Path
) -> None:
    done = start("study.example.org", **engine)
    assert done.returncode == 0, done.stderr
    assert "the-code" in done.stdout
    folder = tmp_path / "installation"
    assert folder.stat().st_mode & 0o777 == 0o700
    secrets = {file.name: file.read_text() for file in (folder / "secrets").iterdir()}
    assert secrets.keys() == COMPOSE["secrets"].keys()
    assert len(set(secrets.values())) == len(secrets)
    assert min(map(len, secrets.values())) == 64  # 48 bytes at random, in base 64
    assert (folder / "certificate" / "privkey.pem").read_text().startswith("-----BEGIN PRIVATE")
    notes = (tmp_path / "notes").read_text()
    assert "up -d" in notes
    assert not any(secret in notes for secret in secrets.values())


def test_a_second_start_changes_no_secret(engine: dict[str, str], tmp_path: Path) -> None:
    start("study.example.org", **engine)
    folder = tmp_path / "installation"
    before = {file: file.read_bytes() for file in (folder / "secrets").iterdir()}
    settings = folder / "settings"
    settings.write_text("NEEDFINDER_WORKERS=3\n")
    assert start("study.example.org", **engine).returncode == 0
    assert {file: file.read_bytes() for file in (folder / "secrets").iterdir()} == before
    assert settings.read_text() == "NEEDFINDER_WORKERS=3\n"
