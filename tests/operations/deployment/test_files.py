"""The files hang together, hold what was asked for, and replace nothing by themselves."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError

from operations.deployment.files import files_of
from operations.deployment.plan import Plan
from tests.folders import PROJECT
from tests.operations.deployment.server_of_files import command_of, deploy

DOMAIN = "study.example.org"
MAIL = {
    "mail_server": "smtp+tls://study:word@mail.example.org:587",
    "mail_from": "study@example.org",
    "admins": "rita@example.org,tom@example.org",
}


def texts(**options: object) -> dict[str, str]:
    plan = Plan(domain=DOMAIN, **options)  # type: ignore[arg-type]
    return {file.name: file.text for file in files_of(plan, lambda: "a-secret")}


def test_the_same_options_give_the_same_files_but_for_the_secrets() -> None:
    first, second = texts(**MAIL), texts(**MAIL)
    assert first == second
    secrets = iter(["one", "two", "three", "four", "five"])
    files = files_of(Plan(domain=DOMAIN, **MAIL), lambda: next(secrets))  # type: ignore[arg-type]
    changed = {file.name for file in files if file.text != first[file.name]}
    assert changed == {"environment", "backup-default", "backup-recruitment", "databases.sql"}


def test_no_two_secrets_are_the_same(tmp_path: Path) -> None:
    deploy("--domain", DOMAIN, "--out", str(tmp_path))
    found = [
        secret
        for name in ("environment", "backup-default", "backup-recruitment")
        for secret in re.findall(r"[\w-]{64}", (tmp_path / name).read_text())
    ]
    assert len(set(found)) == len(found) == 5  # the key, two passwords, two passphrases


def test_what_holds_a_secret_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    out = tmp_path / "files"
    deploy("--domain", DOMAIN, "--out", str(out))
    secret = {"environment", "backup-default", "backup-recruitment", "databases.sql"}
    modes = {file.name: file.stat().st_mode & 0o777 for file in out.iterdir() if file.is_file()}
    assert {name for name, mode in modes.items() if mode == 0o600} == secret
    assert out.stat().st_mode & 0o777 == 0o700


def test_nothing_is_replaced_unless_it_is_asked_for(tmp_path: Path) -> None:
    deploy("--domain", DOMAIN, "--out", str(tmp_path))
    before = (tmp_path / "environment").read_text()
    (tmp_path / "install.sh").unlink()
    with pytest.raises(CommandError, match="--overwrite"):
        deploy("--domain", DOMAIN, "--out", str(tmp_path))
    assert (tmp_path / "environment").read_text() == before
    assert not (tmp_path / "install.sh").exists()
    deploy("--domain", DOMAIN, "--out", str(tmp_path), "--overwrite")
    assert (tmp_path / "environment").read_text() != before


def test_what_cannot_work_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no path for a site"):
        deploy("--domain", DOMAIN, "--out", str(tmp_path / "files"), "--path", "/../etc")
    assert not (tmp_path / "files").exists()


def test_the_command_needs_no_settings_and_makes_no_data_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            str(PROJECT / "manage.py"),
            "deployment",
            "--domain",
            DOMAIN,
            "--out",
            "files",
        ],
        cwd=tmp_path,
        env={"PATH": "/usr/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "sudo sh files/install.sh" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["files"]


def test_settings_are_those_that_were_asked_for() -> None:
    environment = texts(path="/study", workers=7, **MAIL)["environment"].splitlines()
    assert {
        "ALLOWED_HOSTS=study.example.org",
        "NEEDFINDER_PATH=/study",
        "NEEDFINDER_WORKERS=7",
        "DATABASE_URL=postgres://needfinder:a-secret@127.0.0.1:5432/needfinder",
        "EMAIL_URL=smtp+tls://study:word@mail.example.org:587",
        "NEEDFINDER_MAIL_FROM=study@example.org",
        "NEEDFINDER_ADMINS=rita@example.org,tom@example.org",
    } <= set(environment)


def test_sqlite_needs_no_databases_made() -> None:
    files = texts(database="sqlite")
    assert "databases.sql" not in files
    assert "DATABASE_URL=" not in files["environment"]
    assert "psql" not in files["install.sh"]
    assert "postgresql" not in files["needfinder.service"]


def test_mail_is_sent_by_a_timer_only_where_there_is_a_server_for_it() -> None:
    assert "needfinder-mail.timer" not in texts()
    assert "needfinder-mail.timer" not in texts()["install.sh"]
    assert "needfinder-mail.timer" in texts(**MAIL)["install.sh"]
    assert command_of(texts()["needfinder-doctor.service"]).endswith("doctor")
    assert command_of(texts(**MAIL)["needfinder-doctor.service"]).endswith("doctor --mail")


def test_a_wheel_is_run_by_its_program_and_a_checkout_by_manage_py() -> None:
    wheel = command_of(texts(from_checkout=False)["needfinder.service"])
    assert wheel.startswith("/srv/needfinder/current/.venv/bin/needfinder serve --bind ")
    checkout = command_of(texts()["needfinder.service"])
    assert checkout.startswith(
        "/srv/needfinder/current/.venv/bin/python /srv/needfinder/current/manage.py serve --bind "
    )


def test_the_two_databases_are_copied_apart_with_a_passphrase_each() -> None:
    files = texts(keep_copies=14)
    unit = files["needfinder-backup@.service"]
    assert "NEEDFINDER_BACKUP_DAYS=14\n" in files["environment"]
    assert "EnvironmentFile=/etc/needfinder/backup-%i\n" in unit
    assert command_of(unit).partition("manage.py ")[2] == (
        "backup --database %i --encrypt --out /srv/needfinder/copies/%i "
        "--keep-days ${NEEDFINDER_BACKUP_DAYS}"
    )


@pytest.mark.parametrize("options", [{}, {"path": "/study"}, {"beside_other_sites": True}])
def test_no_block_of_nginx_has_a_log(options: dict[str, object]) -> None:
    site = texts(**options)["needfinder.nginx"]
    blocks = re.split(r"^server \{", site, flags=re.MULTILINE)[1:]
    assert len(blocks) == (2 if options.get("beside_other_sites") else 4)
    for block in blocks:
        assert "access_log off;" in block
        assert "error_log /dev/null emerg;" in block
    assert site.count("_log /") == len(blocks)


def test_a_socket_has_a_folder_that_lasts_while_the_server_is_started_again() -> None:
    unit = texts(bind="unix:/run/needfinder/server")["needfinder.service"]
    assert "RuntimeDirectory=needfinder\nRuntimeDirectoryPreserve=yes\n" in unit
    assert "RuntimeDirectory" not in texts()["needfinder.service"]


def test_scripts_are_shell_that_parses(tmp_path: Path) -> None:
    for name in ("install.sh", "needfinder-manage", "needfinder-update"):
        script = tmp_path / name
        script.write_text(texts(**MAIL)[name])
        subprocess.run(["sh", "-n", str(script)], check=True)


@pytest.fixture
def manage(tmp_path: Path) -> list[str]:
    """The program's call, where `id` says root and `runuser` shows what it would run."""
    (tmp_path / "data").mkdir()
    (tmp_path / "programs").mkdir()
    for name, text in (
        ("id", "echo 0"),
        ("runuser", 'printf "%s\\n" "$@" "HOME=$HOME"; umask; env'),
    ):
        program = tmp_path / "programs" / name
        program.write_text(f"#!/bin/sh\n{text}\n")
        program.chmod(0o755)
    script = tmp_path / "needfinder-manage"
    script.write_text(texts(folder=str(tmp_path))["needfinder-manage"])
    settings = f"NEEDFINDER_ENVIRONMENT={tmp_path}/environment"
    return ["env", f"PATH={tmp_path}/programs:/usr/bin:/bin", settings, "sh", str(script)]


def test_commands_are_run_by_the_account_with_settings_as_systemd_reads_them(
    manage: list[str], tmp_path: Path
) -> None:
    # systemd.exec(5), EnvironmentFile: no variables are put in, and quotation marks around a
    # value are taken off.
    (tmp_path / "environment").write_text(
        "# comment\n\n;another\nSECRET_KEY=$(touch x)`$HOME`#=\n"
        "NEEDFINDER_MAIL_FROM=Needfinder <s@example.org>\nQUOTED=\"two words\"\nLAST='one'"
    )
    done = subprocess.run([*manage, "doctor", "a b"], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    program = f"{tmp_path}/current"
    assert lines[:3] == ["-u", "needfinder", "--"]
    assert lines[3:7] == [
        f"{program}/.venv/bin/python",
        f"{program}/manage.py",
        "doctor",
        "a b",
    ]
    assert lines[7:9] == [f"HOME={tmp_path}/data", "0077"]
    assert {
        "SECRET_KEY=$(touch x)`$HOME`#=",
        "NEEDFINDER_MAIL_FROM=Needfinder <s@example.org>",
        "QUOTED=two words",
        "LAST=one",
    } <= set(lines)


def test_commands_ask_for_sudo_where_the_settings_cannot_be_read(
    manage: list[str], tmp_path: Path
) -> None:
    (tmp_path / "programs" / "id").write_text("#!/bin/sh\necho 1000\n")
    done = subprocess.run([*manage, "doctor"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "type sudo needfinder-manage doctor" in done.stderr
