"""A log formatter that leaves out participants' links and texts."""

import logging
import re

LINK = re.compile(r"(/take-part/)(?!deleted/)[^/\s]+")
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
