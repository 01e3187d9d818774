"""Our project in QualCoder: read by its own code, written by it again, and read back by ours.

`python -m checks.interoperability.qualcoder PYTHON SOURCE`, with the Python of an environment that
has PyQt6 and the folder `src/qualcoder` of QualCoder's code (https://github.com/ccbogel/QualCoder).

The project has interviews and answers, two coders, memos on everything, two new themes of one
name, areas three levels deep, umlauts and emoji. Everything that QualCoder's database has then is
compared with what was written; what its own writer loses is printed, not judged.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checks.support.temporary_database import temporary_databases


def main(python: str, source: str) -> None:
    with temporary_databases(), TemporaryDirectory() as name:
        folder = Path(name)
        from analysis.coding.exchange.writing import project_file

        project = _project()
        file = folder / "ours.qdpx"
        file.write_bytes(project_file(project).content)
        inner = Path(__file__).with_name("in_qualcoder.py")
        ran = subprocess.run(
            [python, str(inner), source, str(file), str(folder / "peer")],
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise SystemExit(ran.stderr)
        theirs = json.loads(ran.stdout.strip().splitlines()[-1])
        problems = list(_missing(project, theirs))
        print(f"QualCoder has {', '.join(f'{len(rows)} {name}' for name, rows in theirs.items())}.")
        print("\n".join(problems) or "Everything is there, to the character.")
        _read_back((folder / "peer" / "back.qdpx").read_bytes(), project)
    raise SystemExit(bool(problems))


def _missing(project: Any, theirs: dict[str, list[list[Any]]]) -> Any:
    """A line for everything that QualCoder's database does not have as it was written."""
    from analysis.coding.exchange.project import every

    codes = {code.guid: code for code in every(project.codes)}
    users = {user.guid: user.name for user in project.users}
    notes = {note.guid: note for note in project.notes}
    expected: dict[str, list[tuple[Any, ...]]] = {
        "codes": [(code.name,) for code in codes.values() if code.codable],
        "categories": [(code.name,) for code in codes.values() if not code.codable],
        "places": [
            (inner.name, code.name)
            for code in codes.values()
            for inner in code.codes
            if inner.codable
        ],
        "sources": [(source.name, source.text) for source in project.sources],
        "codings": [
            (
                source.name,
                codes[each.code].name,
                source.text[each.start : each.end],
                users[each.user],
                each.memo,
            )
            for source in project.sources
            for each in source.selections
        ],
        "cases": [(case.name, case.description) for case in project.cases],
        "values": [(case.name, *pair) for case in project.cases for pair in case.values],
        "journal": [
            (note.text,)
            for guid, note in notes.items()
            if not any(guid in source.notes for source in project.sources)
        ],
    }
    shown = {"journal": slice(1, 2)}
    for name, rows in expected.items():
        part = shown.get(name)
        found = Counter(
            tuple(row[part] if part else row[: len(rows[0])] if rows else row)
            for row in theirs[name]
        )
        for row in (Counter(rows) - found).elements():
            yield f"Missing among {name}: {row}"


def _read_back(content: bytes, project: Any) -> None:
    from analysis.coding.exchange.reading import read_project_file

    read = read_project_file(content, file_name="back.qdpx")

    def words(of: Any) -> Counter[str]:
        chosen = ((source.text, each) for source in of.sources for each in source.selections)
        return Counter(text[each.start : each.end] for text, each in chosen)

    lost = words(project) - words(read.project)
    print(
        f"Written by QualCoder and read by us: {sum(words(read.project).values())} codings, "
        f"{sum(lost.values())} of ours are not among them."
    )
    print("\n".join(read.remarks))


def _project() -> Any:
    """Four people, two of them interviewed twice, and a round of two coders that is compared."""
    from analysis.coding.codebooks.store import store_codebook
    from analysis.coding.desk.apply_codes import Segment, apply_theme, write_memo
    from analysis.coding.desk.new_codes import propose_theme
    from analysis.coding.exchange.compared_rounds import project_of
    from analysis.coding.rounds.coders import finish, mark_read
    from analysis.coding.rounds.plan import plan_round
    from analysis.coding.rounds.stages import compare
    from analysis.coding.transcripts.turns import Turn
    from analysis.coding.visibility import coder_in
    from analysis.models import Attribute, AttributeValue, CodingRound, Memo
    from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent
    from survey.members.roles import Role
    from tests.analysis.coding_world import InterviewWorld
    from tests.interview_world import interviewee
    from tests.roles import account
    from tests.world import NOON

    world = InterviewWorld()
    study = world.study
    book = CodebookContent(
        "book",
        "Bücher 📚",
        areas=(
            AreaContent("causes", "Ursachen", "Why.", (ThemeContent("noise", "Größe & <mehr>"),)),
            AreaContent("data", "Data", "", (ThemeContent("old", "Old data 🧠"),), "causes"),
            AreaContent("labels", "Labels", "", (ThemeContent("wrong", "Wrong labels"),), "data"),
        ),
        themes=(ThemeContent("mood", "Mood", definition="Said: a “mood”.\nTwo lines."),),
    )
    codebook = store_codebook(book, study, by="rita", now=NOON).codebook
    talk = [
        Turn("Interviewerin", 0, 4, "Wie prüfen Sie das? 🤔"),
        Turn("P1", 4.5, 9, "Zuerst die Daten.\n\nDann 👩🏽‍🔬 die größten Fehler."),
        Turn("", None, None, "Hm: ja."),
    ]
    cases = [world.talk(f"P{number}", f"Gespräch {number} 🐦", talk).case for number in (1, 2, 3)]
    for label in ("P1", "P2"):
        world.talk(label, "Nachgespräch 🐦")
    role = Attribute.objects.create(study=study, key="role", name="Rolle 🩺")
    for case in cases:
        AttributeValue.objects.create(attribute=role, case=case, value="Ärztin")
    interviewee("P4", world.version)
    short = world.talk("P4", "Kurz").case
    cases.append(short)
    users = [world.ann, account("jörg", Role.CODER)]
    planned = plan_round(codebook, title="Erste Runde", cases=cases, coders=users, now=NOON)
    themes = {theme.key: theme.guid for theme in codebook.themes.all()}
    for user in users:
        coder = coder_in(planned.pk, user)
        new = propose_theme(coder, name="Ask an expert", definition="")
        for case in cases:
            units = list(case.units.order_by("position"))
            mark_read(coder, case, read=True, now=NOON)
            if case == short:
                apply_theme(coder, units[0], themes["mood"], now=NOON)
                continue
            for key, segment in (("wrong", Segment(3, 21)), ("noise", Segment(8, 30))):
                made, _ = apply_theme(coder, units[1], themes[key], segment, now=NOON)
                write_memo(coder, made.guid, f"Memo 🙃 von {user}\n\nzwei", seen="")
            apply_theme(coder, units[1], new.guid, Segment(19, 30), now=NOON)
            apply_theme(coder, units[2], themes["mood"], now=NOON)
        finish(coder, now=NOON)
    compare(CodingRound.objects.get(pk=planned.pk), now=NOON)
    wrong = codebook.themes.get(key="wrong")
    about: list[dict[str, Any]] = [
        {"theme": wrong},
        {"case": cases[0]},
        {},
        {},
    ]
    for number, subject in enumerate(about):
        Memo.objects.create(
            study=study,
            text=f"Notiz {number} 📝\nzwei",
            by="rita",
            written_at=NOON,
            changed_at=NOON,
            **subject,
        )
    compared = CodingRound.objects.get(pk=planned.pk)
    return project_of(compared, {cases[0].label: {"Erfahrung": "2 Jahre"}}).project


if __name__ == "__main__":
    main(*sys.argv[1:])
