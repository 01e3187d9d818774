"""A log formatter that leaves out private links and what participants wrote."""

import logging
import re

LINK = re.compile(
    r"((?:/|%2F)(?:take-part|join|new-password/[^/\s]+)(?:/|%2F))(?!deleted/)(?:(?!%2F)[^/\s])+"
)
# The explanations of a database error quote the row that it is about.
EXPLAINED = re.compile(
    r"^(?:DETAIL|CONTEXT|LINE \d+):.*?(?=\n\nThe above exception|\n\nDuring handling|\Z)",
    re.MULTILINE | re.DOTALL,
)


class DiscreetFormatter(logging.Formatter):
    """Leaves private links and quoted rows out of finished lines, tracebacks included.

    Django logs the address of every refused request, and a participant's address is the key to
    their answers.
    """

    def format(self, record: logging.LogRecord) -> str:
        return EXPLAINED.sub("(left out)", LINK.sub(r"\1…", super().format(record)))
