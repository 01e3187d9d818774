"""The README of a deposit, for whoever finds it beside a paper."""

from collections.abc import Collection, Sequence

from analysis.export.licences import Licence
from analysis.export.readme import SIMULATED
from analysis.export.scope import StudyScope
from survey.studies.models import Preregistration, StudyKind

CHECK = """\
```sh
sha256sum -c SHA256SUMS
```
"""


def readme(
    scope: StudyScope,
    files: Collection[str],
    plans: Sequence[Preregistration],
    licence: Licence | None,
) -> str:
    return f"""\
# {scope.title}
{SIMULATED if scope.simulated else ""}
Data, report and materials of the study {scope.study.slug}, {len(scope.people)} \
{"simulated participants" if scope.simulated else "participants"}.

| Folder or file | What it is |
|---|---|
{"".join(f"| `{path}` | {meaning} |{chr(10)}" for path, meaning in _parts(scope, files, plans))}
{_withheld(scope)} Of times the day alone is given.

{_plans(plans)}

{_licence(licence)}

To see that no file was changed since, with GNU coreutils:

{CHECK}{_verify(scope)}"""


def _verify(scope: StudyScope) -> str:
    if scope.study.kind == StudyKind.INTERVIEWS:
        return ""
    stem = "simulated-report" if scope.simulated else "report"
    return f"""
To compute the report again from the data, with Needfinder and the effects that people were shown:

```sh
manage.py report {scope.study.slug} --verify report/{stem}.json --from data
```
"""


def _parts(
    scope: StudyScope, files: Collection[str], plans: Sequence[Preregistration]
) -> list[tuple[str, str]]:
    def has(folder: str) -> bool:
        return any(name.startswith(folder) for name in files)

    package = (
        "Every table, with its description: a Frictionless Data Package. Begin with its "
        "`README.md`."
    )
    parts = [
        ("data/", package),
        ("report/", _report(files)),
        ("study/", "Each version of the study as people took it, with every text."),
    ]
    if has("codebook/"):
        parts.append(
            ("codebook/", "What the text was coded with: to read, as a table, and as REFI-QDA.")
        )
    if plans:
        parts.append(("plan/", "The plan of the analysis as it was registered."))
    if has("LICENCE"):
        parts.append(("LICENCE.txt", "The terms under which you may use all this."))
    return [*parts, ("SHA256SUMS", "The SHA-256 of every other file.")]


def _report(files: Collection[str]) -> str:
    ends = {name.rpartition(".")[2] for name in files if name.startswith("report/")}
    pdf = ", in PDF to print" if "pdf" in ends else ""
    return f"The report: in HTML to read{pdf}, in JSON to verify; its figures one by one."


def _withheld(scope: StudyScope) -> str:
    if scope.study.kind == StudyKind.INTERVIEWS:
        return (
            "What people said is in no table; the report quotes passages of it, by participants' "
            "numbers."
        )
    return "Answers that could tell who somebody is are withheld."


def _plans(plans: Sequence[Preregistration]) -> str:
    if not plans:
        return "No plan of the analysis was registered in Needfinder."
    return "\n".join(
        f"The plan of version {plan.version.label} was registered on "
        f"{plan.registered_at:%Y-%m-%d} (SHA-256 `{plan.digest}`)."
        for plan in plans
    )


def _licence(licence: Licence | None) -> str:
    if licence is None:
        return "No licence was chosen: ask the authors before you use it for anything but reading."
    return f"Licence: [{licence.title}]({licence.address}). {licence.allows}"
