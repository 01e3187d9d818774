"""Formatters of the log that leave out private links, addresses and what participants wrote."""

import json
import logging
import re
from datetime import UTC, datetime

LINK = re.compile(
    r"((?:/|%2F)(?:take-part|join|new-password/[^/\s]+)(?:/|%2F))(?!deleted/)(?:(?!%2F)[^/\s])+"
)
# How somebody came: the identifiers of a panel, an invitation, a consent that was signed.
ARRIVAL = re.compile(
    r"((?:[?&]|%3F|%26)(?:PROLIFIC_PID|STUDY_ID|SESSION_ID|invitation|consent|start)(?:=|%3D))"
    r"(?:(?!%26)[^&\s'\"])+"
)
MAILBOX = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
# The explanations of a database error quote the row that it is about.
EXPLAINED = re.compile(
    r"^(?:DETAIL|CONTEXT|LINE \d+):.*?(?=\n\nThe above exception|\n\nDuring handling|\Z)",
    re.MULTILINE | re.DOTALL,
)


def discreet(text: str) -> str:
    """The text without private links, identifiers, addresses of mails and quoted rows."""
    text = ARRIVAL.sub(r"\1…", LINK.sub(r"\1…", text))
    return EXPLAINED.sub("(left out)", MAILBOX.sub("(an address)", text))


class DiscreetFormatter(logging.Formatter):
    """Lines for people, discreet as a whole, tracebacks included.

    Django logs the address of every refused request, and a participant's address is the key to
    their answers.
    """

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))


class JsonFormatter(logging.Formatter):
    """Each event as an object of JSON in a line of its own, discreet in every value."""

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": discreet(record.getMessage()),
        }
        if record.exc_info:
            event["traceback"] = discreet(self.formatException(record.exc_info))
        if record.stack_info:
            event["stack"] = discreet(self.formatStack(record.stack_info))
        return json.dumps(event, ensure_ascii=False)
