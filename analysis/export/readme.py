"""The README of a package, for readers years later."""

from collections.abc import Iterator, Sequence

from analysis.export.descriptor import ENCODING_OF_TEXT, About
from analysis.export.dictionary import Entry
from analysis.export.recipe import pandas_recipe

SIMULATED = """
**These data are simulated.** Programs took part, not people; what they wrote is synthetic. Use them
to try an analysis, never as findings.
"""

METHODS = """ Each
`methods-*.json` says how near attribution methods come to the effects that were shown."""

SURVEY = """\
trials = read("trials")
answers = read("answers")
reasons = answers[answers["question"] == "reason_for_action"]
together = trials.merge(reasons, on=["participant", "scenario"])
"""

INTERVIEWS = """\
codes = read("codes")
agreed = codes[codes["layer"].isin(["consensus", "joint"])]
agreed.groupby("theme")["participant"].nunique()
"""

WORDS_WITHHELD = (
    "What people said is not in this package, and neither are coders' memos, which quote it. Where "
    "a theme was coded stands in the table of codes, by turn and characters."
)


def readme(about: About, entries: Sequence[Entry]) -> str:
    withheld = list(dict.fromkeys(_withheld(entries)))
    example = pandas_recipe(INTERVIEWS if about.interviews else SURVEY)
    described = "every column" if about.interviews else "every column and question"
    versions = ", ".join(about.versions) or "none yet"
    methods = METHODS if about.has_methods else ""
    return f"""\
# Data of {about.study}
{SIMULATED if about.simulated else ""}
Participants: {about.participants}. Versions of the study: {versions}.

`datapackage.json` describes every table (Frictionless Data Package), `data-dictionary.csv` and
`data-dictionary.md` {described}. Each `study-*.json` is the study as it was taken.{methods}
{_formats(about)}
{_identifying(about, withheld)}{_licence(about)}

Files are UTF-8 with a byte-order mark, so that spreadsheets read them too. {_times(about)} An
empty cell is a missing value. {ENCODING_OF_TEXT}

In R, `source("read.R", encoding = "UTF-8")` reads all tables with types and labels. In Python, with
text as it was written and every column as `datapackage.json` describes it:

```python
{example}```
"""


def _formats(about: About) -> str:
    workbook = (
        "`data.xlsx` has every table as a sheet, with numbers as numbers and text as it was "
        "written, without apostrophes."
    )
    labelled = (
        "Files for statistics programs ({ends}) have numbers with labels: an option's number is "
        "its place among the values in the dictionary. Names that the program does not allow are "
        "changed, and the variable's label begins with the name in the CSV file."
    )
    ends = [f"`.{name}`" for name in about.formats if name != "xlsx"]
    said = [workbook] if "xlsx" in about.formats else []
    said += [labelled.format(ends=", ".join(ends))] if ends else []
    before = "simulated-" if about.simulated else ""
    return "".join(f"\n{text}\n" for text in said).replace("data.xlsx", f"{before}data.xlsx")


def _licence(about: About) -> str:
    licence = about.licence
    return f"\n\nLicence: {licence.title} ({licence.address}). {licence.allows}" if licence else ""


def _times(about: About) -> str:
    if about.days_only and not about.interviews:
        return "Of times the day alone is given, in UTC; durations are as they were measured."
    return "Times are in UTC."


def _withheld(entries: Sequence[Entry]) -> Iterator[str]:
    """The questions withheld. Columns of theirs are withheld as well, and name none."""
    return (entry.question for entry in entries if entry.withheld and entry.question)


def _identifying(about: About, withheld: list[str]) -> str:
    if about.interviews:
        return WORDS_WITHHELD
    if about.with_identifying:
        return (
            "**This package holds answers that could tell who somebody is.** Keep it as the "
            "study's information sheet promises, and pass it on to nobody."
        )
    if withheld:
        return f"Withheld, as they could tell who somebody is: {', '.join(withheld)}."
    return "No question of the study is marked as identifying, so no answer is withheld."
