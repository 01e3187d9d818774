"""What is written to the log: faults and refusals, and nobody's link or words."""

import logging
import re

LINK = re.compile(r"(/take-part/)(?!deleted/)[^/\s]+")
# What a database says to explain a fault holds the row it was about.
EXPLAINED = re.compile(
    r"^(?:DETAIL|CONTEXT|LINE \d+):.*?(?=\n\nThe above exception|\n\nDuring handling|\Z)",
    re.MULTILINE | re.DOTALL,
)


class DiscreetFormatter(logging.Formatter):
    """Leaves out of finished lines, tracebacks included, what opens somebody's door or is theirs.

    Django writes the address of every request that was refused, such as a form with a gap, and a
    participant's address is the key to their answers.
    """

    def format(self, record: logging.LogRecord) -> str:
        return EXPLAINED.sub("(left out)", LINK.sub(r"\1…", super().format(record)))
