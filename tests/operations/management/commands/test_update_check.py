"""It is said before an update whether databases change, and after it whether the server answers."""

import socket
from contextlib import closing
from io import StringIO
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from core.release import release


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("update_check", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db(databases=["default", "recruitment"])
def test_databases_that_stay_as_they_are_are_told_from_those_that_change(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert f"the databases are of Needfinder {release()}.\nThey stay as they are" in said()
    recorder = MigrationRecorder(connections["default"])
    recorder.record_unapplied("workspace", "0001_initial")
    with pytest.raises(SystemExit) as ended:
        call_command("update_check")
    assert ended.value.code == 3
    assert "changed by 1 migration" in capsys.readouterr().out
    recorder.record_applied("survey", "0099_more")
    with pytest.raises(CommandError, match=r"survey\.0099_more"):
        call_command("update_check")


def answer_once(listener: socket.socket, status: str) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.recv(4096)
        connection.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())


def test_a_server_that_answers_is_told_from_one_that_does_not() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
        Thread(target=answer_once, args=(listener, "200 OK"), daemon=True).start()
        assert "The server answers" in said("--answers", address, "--within", "10")
    with pytest.raises(CommandError, match="No server answers"):
        said("--answers", address, "--within", "1")
