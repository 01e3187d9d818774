"""A small mail server (RFC 5321) in a thread, which can refuse addresses or go away."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any


@dataclass
class Behaviour:
    """What the server answers to a receiver, and after how many mails it hangs up."""

    replies: dict[str, str] = field(default_factory=dict)
    hangs_up_after: int | None = None
    received: list[str] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 tests")
        while line := self.rfile.readline().decode().strip():
            if not self.answer(line):
                return

    def say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())

    def answer(self, line: str) -> bool:
        behaviour: Behaviour = self.server.behaviour  # type: ignore[attr-defined]
        command = line.upper()
        if command.startswith("RCPT"):
            self.receiver = line.partition("<")[2].partition(">")[0]
            self.say(behaviour.replies.get(self.receiver, "250 yes"))
        elif command == "DATA":
            return self.take_mail(behaviour)
        else:
            self.say("221 bye" if command == "QUIT" else "250 yes")
        return command != "QUIT"

    def take_mail(self, behaviour: Behaviour) -> bool:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline().decode()) not in {".\r\n", ""}:
            lines.append(line)
        behaviour.received.append("".join(lines))
        behaviour.receivers.append(self.receiver)
        if len(behaviour.received) == behaviour.hangs_up_after:
            return False
        self.say("250 taken")
        return True


@contextmanager
def mail_server(settings: Any) -> Iterator[Behaviour]:
    """Django's settings lead to the server meanwhile."""
    behaviour = Behaviour()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as server:
        server.daemon_threads = True
        server.behaviour = behaviour  # type: ignore[attr-defined]
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        settings.EMAIL_TIMEOUT = 5
        settings.MAIL_SERVER = "127.0.0.1"
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield behaviour
        finally:
            server.shutdown()
