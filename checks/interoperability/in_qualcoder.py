"""QualCoder's own reader and writer of REFI-QDA files, run without its window.

`PYTHON in_qualcoder.py SOURCE FILE FOLDER` imports FILE into an empty project of QualCoder in
FOLDER, prints as JSON what its database holds then, and exports it again as `back.qdpx`. SOURCE is
the folder `src/qualcoder` of its code; PYTHON has PyQt6. Its `refi.py` runs as it is; its main
window, its messages and its file dialogs are stood in for.
"""

import ast
import builtins
import importlib
import json
import os
import sqlite3
import sys
import types
from pathlib import Path
from typing import Any

QUERIES = {
    "codes": "select name, color from code_name",
    "categories": "select c.name, p.name from code_cat c left join code_cat p "
    "on p.catid = c.supercatid",
    "places": "select n.name, c.name from code_name n left join code_cat c on c.catid = n.catid",
    "sources": "select name, fulltext, owner, date from source",
    "codings": "select s.name, c.name, t.seltext, t.owner, ifnull(t.memo, ''), t.date "
    "from code_text t left join code_name c on c.cid = t.cid join source s on s.id = t.fid",
    "cases": "select name, ifnull(memo, '') from cases",
    "values": "select c.name, a.name, a.value from attribute a join cases c "
    "on c.caseid = a.id and a.attr_type = 'case'",
    "journal": "select name, jentry, owner from journal",
}


def main(source: Path, file: Path, folder: Path) -> None:
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)}
    project = folder / "project.qda"
    for place in (folder / ".qualcoder", project / "documents"):
        place.mkdir(parents=True)
    builtins._ = lambda text: text  # type: ignore[attr-defined]
    refi, widgets = _refi(source)
    window = widgets.QApplication([])
    app = _app(source, project)
    log = types.SimpleNamespace(append=lambda _line: None)
    widgets.QFileDialog.getOpenFileName = lambda *_, **__: (str(file), True)
    widgets.QFileDialog.getExistingDirectory = lambda *_, **__: str(folder)
    refi.RefiImport(app, log, "qdpx")
    print(json.dumps({name: app.conn.execute(query).fetchall() for name, query in QUERIES.items()}))
    refi.RefiLineEndings.exec = lambda _dialog: 1
    refi.RefiExport(app, log, "project")
    (folder / "project.qdpx").rename(folder / "back.qdpx")
    del window


def _refi(source: Path) -> tuple[Any, Any]:
    package = types.ModuleType("qualcoder")
    package.__path__ = [str(source)]
    helpers = types.ModuleType("qualcoder.helpers")
    helpers.Message = lambda *_: types.SimpleNamespace(exec=lambda: None)  # type: ignore[attr-defined]
    sys.modules |= {"qualcoder": package, "qualcoder.helpers": helpers}
    widgets = importlib.import_module("PyQt6.QtWidgets")
    return importlib.import_module("qualcoder.refi"), widgets


def _app(source: Path, project: Path) -> Any:
    connection = sqlite3.connect(project / "data.qda")
    made = set()
    for node in ast.walk(ast.parse((source / "__main__.py").read_text())):
        words = node.value if isinstance(node, ast.Constant) else None
        if isinstance(words, str) and words.startswith("CREATE TABLE ") and words not in made:
            made.add(words)
            try:
                connection.execute(words)
            except sqlite3.OperationalError:
                continue  # an older form of a table, for projects of older versions
    connection.execute(
        "insert into project (databaseversion, date, memo) values (?, ?, ?)",
        ("v15", "2026-01-01 00:00:00", ""),
    )
    settings = {
        "directory": str(project.parent),
        "codername": "default",
        "ai_enable": "False",
        "fontsize": 10,
        "font": "Sans",
    }
    return types.SimpleNamespace(
        conn=connection,
        settings=settings,
        ai_models=[],
        ai=None,
        project_events=None,
        project_name=project.name,
        project_path=str(project),
        version="QualCoder",
        write_config_ini=lambda *_: None,
        get_annotations=list,
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
