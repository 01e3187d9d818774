"""The same answers are the same bytes, whatever the processor, the zone and the locale."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
from hashlib import sha256
import django
django.setup()
from analysis.report.build import build_report
from analysis.report.writers import written
from analysis.report.writers.latex import latex_texts
from tests.analysis.report.whole_study import whole_study

report = build_report(whole_study(60), replicates=1000)
files = written(report, ("html", "csv", "xlsx", "json")) | latex_texts(report)
for name, content in files.items():
    print(sha256(content).hexdigest(), name)
"""
HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}
ELSEWHERE = {
    "PYTHONHASHSEED": "2",
    "TZ": "Pacific/Auckland",
    "LC_ALL": "tr_TR.UTF-8",
    # A kernel of other instructions, with which sums are rounded otherwise.
    "OPENBLAS_CORETYPE": "Prescott",
}


def test_every_format_is_the_same_under_another_processor_zone_and_locale() -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
            cwd=Path.cwd(),
            stdout=subprocess.PIPE,
            text=True,
        )
        for environment in (HERE, ELSEWHERE)
    ]
    here, elsewhere = (process.communicate(timeout=120)[0].splitlines() for process in started)
    assert any(line.endswith("report.xlsx") for line in here)
    assert here == elsewhere
