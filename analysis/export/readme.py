"""The README of a package, for readers years later."""

from collections.abc import Sequence

from analysis.export.descriptor import ENCODING_OF_TEXT, About
from analysis.export.dictionary import Entry

SIMULATED = """
**These data are simulated.** Programs took part, not people; what they wrote is synthetic. Use them
to try an analysis, never as findings.
"""

PANDAS = """\
```python
import re
import pandas as pd

def original(cell):
    return re.sub(r"(^|[;,\\t\\r\\n\\x22])'", r"\\1", cell)

answers = pd.read_csv("{answers}")
answers["value"] = answers["value"].map(original, na_action="ignore")
```
"""


def readme(about: About, entries: Sequence[Entry]) -> str:
    withheld = list(dict.fromkeys(entry.question for entry in entries if entry.withheld))
    answers = "simulated-answers.csv" if about.simulated else "answers.csv"
    versions = ", ".join(about.versions) or "none yet"
    return f"""\
# Data of {about.study}
{SIMULATED if about.simulated else ""}
Participants: {about.participants}. Versions of the study: {versions}.

`datapackage.json` describes every table (Frictionless Data Package), `data-dictionary.csv` and
`data-dictionary.md` every column and question. Each `study-*.json` is the study as it was taken.

{_identifying(about, withheld)}

Files are UTF-8 with a byte-order mark, so that spreadsheets read them too. Times are in UTC; an
empty cell is a missing value. {ENCODING_OF_TEXT}

In Python:

{PANDAS.format(answers=answers)}"""


def _identifying(about: About, withheld: list[str]) -> str:
    if about.with_identifying:
        return (
            "**This package holds answers that could tell who somebody is.** Keep it as the "
            "study's information sheet promises, and pass it on to nobody."
        )
    if withheld:
        return f"Withheld, as they could tell who somebody is: {', '.join(withheld)}."
    return "No question of the study is marked as identifying, so no answer is withheld."
