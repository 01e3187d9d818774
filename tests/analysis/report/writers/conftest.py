"""A report in which a title, a question and an option are as hostile as they can be."""

import pytest

from analysis.records.observations import Answered
from analysis.report.build import build_report
from analysis.report.document import Report
from tests.analysis.report.observations import observed, one_scenario
from tests.effect_settings import effect_setting

HOSTILE = (
    "=cmd|'/C calc'!A0 </text><script>alert(\"1\")</script> \\input{/etc/passwd} 50%_^~#$& 中 é"
)


@pytest.fixture(scope="session")
def report() -> Report:
    study = one_scenario(title=HOSTILE)
    page = study.background[0]
    question = page.questions[0].model_copy(
        update={"text": HOSTILE, "options": {"woman": HOSTILE, "man": "Man"}}
    )
    page = page.model_copy(update={"questions": (question, *page.questions[1:])})
    study = study.model_copy(update={"background": (page,)})
    people = [
        {"tabular": [effect_setting("removal", "loss", 1 + number % 10)]} for number in range(12)
    ]
    answers = [Answered("", "gender", (("man", 5), ("woman", 7)))]
    return build_report(observed(people, study=study, gains={}, answers=answers))
