"""The three roads of docs/architecture.md as pictures, by `python docs/images/draw_roads.py`."""

from html import escape
from pathlib import Path

HERE = Path(__file__).parent
WIDTH, ROW, GAP, TOP = 880, 40, 16, 8
FILE_WIDTH = 400

Steps = tuple[tuple[str, str], ...]

ROADS: dict[str, Steps] = {
    "apply": (
        ("survey/urls.py", "the address holds the participant's link"),
        ("survey/participation/pages.py", "finds the participant, and the page they are on"),
        ("survey/design/design_space.py", "knows the levels of each axis, and their words"),
        ("survey/trial/apply.py", "stores the exploration, in one transaction"),
        (
            "survey/participation/page_visits.py",
            "in it: holds the page, so two tabs take turns",
        ),
        (
            "survey/audit_chain/submissions.py",
            "in it: adds a link to the participant's audit chain",
        ),
        ("survey/trial/state.py", "after the redirect: collects what the page shows"),
        ("attribution/queries.py", "finds the setting's effects in the stored bundle"),
        ("attribution/effects/readings.py", "puts them into words, signs and digits"),
        ("survey/trial/templates/trial/_results.html", "is the part of the page that is replaced"),
    ),
    "coded-segment": (
        ("analysis/coding/desk/static/desk/segments.js", "reads the selection, in code points"),
        ("analysis/coding/desk/static/desk/desk.js", "sends the segment and the theme"),
        ("analysis/coding/desk/requests.py", "reads what was sent, and who sent it"),
        ("analysis/coding/visibility.py", "finds the coder's own layer, and nobody else's"),
        ("analysis/coding/desk/apply_codes.py", "stores coding and undo step, in one transaction"),
        ("analysis/coding/desk/models.py", "constraints hold what must never be stored"),
        ("analysis/templatetags/coding.py", "draws the part of the page that changed"),
    ),
    "report": (
        ("analysis/management/commands/report.py", "or analysis/report/page.py, from the browser"),
        ("analysis/report/observe.py", "collects all that a report is about"),
        ("analysis/records/trials.py", "reads survey's tables, as analysis/records alone may"),
        ("analysis/records/observations.py", "holds it as plain values: from here on, no Django"),
        ("analysis/report/build.py", "builds one section after the other"),
        ("analysis/report/sections/planned.py", "such as the registered tests"),
        ("analysis/report/planned/tests.py", "makes them, and no others"),
        ("analysis/statistics/", "computes tests, intervals and power"),
        ("analysis/figures/", "draws figures"),
        ("analysis/report/document.py", "is the report: sections, tables, figures, sentences"),
        ("analysis/report/writers/", "write it as HTML, PDF, LaTeX, XLSX, CSV or JSON"),
    ),
}

STYLE = """
    rect { fill: #eef2f5; stroke: #9aa8b4; }
    path { stroke: #9aa8b4; fill: none; }
    text { fill: #1d2733; font: 13px system-ui, sans-serif; }
    .file { font-family: ui-monospace, monospace; font-size: 12px; }
    @media (prefers-color-scheme: dark) {
      rect { fill: #26313b; stroke: #5b6875; }
      text { fill: #e4e9ee; }
    }
  """


def drawing(name: str, steps: Steps) -> str:
    height = TOP * 2 + len(steps) * (ROW + GAP) - GAP
    rows = "\n".join(row(number, *step) for number, step in enumerate(steps))
    arrows = "\n".join(arrow(number) for number in range(1, len(steps)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" aria-label="The road of {name}">\n'
        f"  <style>{STYLE}</style>\n{rows}\n{arrows}\n</svg>\n"
    )


def row(number: int, file: str, does: str) -> str:
    top = TOP + number * (ROW + GAP)
    middle = top + ROW / 2 + 4
    return (
        f'  <rect x="1" y="{top}" width="{WIDTH - 2}" height="{ROW}" rx="6"/>\n'
        f'  <text class="file" x="16" y="{middle:g}">{escape(file)}</text>\n'
        f'  <text x="{FILE_WIDTH}" y="{middle:g}">{escape(does)}</text>'
    )


def arrow(number: int) -> str:
    bottom = TOP + number * (ROW + GAP)
    return f'  <path d="M 40 {bottom - GAP} v {GAP} m -4 -5 l 4 5 l 4 -5"/>'


def main() -> None:
    for name, steps in ROADS.items():
        (HERE / f"road-{name}.svg").write_text(drawing(name, steps), encoding="utf-8")


if __name__ == "__main__":
    main()
