"""A study of explanations: four that have no order, and three amounts that have one."""

from typing import Any

from attribution.settings import Axes, Setting
from survey.design.attribution_types import AttributionType
from survey.design.definition import SurveyDefinition
from survey.design.design_space import DesignSpace
from tests.analysis.report.observations import FOUNDING, changed_study

EXPLANATION = {
    "title": "Explanation",
    "levels": {
        "contributions": {"title": "Feature contributions", "short_title": "Contributions"},
        "change": "Smallest change",
        "similar": "Similar applicants",
        "samples": "Samples",
    },
}
AMOUNT = {
    "title": "Amount",
    "ordered": True,
    "levels": {"little": "Little", "some": "Some", "much": "Much"},
}
SPACE = DesignSpace.model_validate({"axes": {"explanation": EXPLANATION, "amount": AMOUNT}})
KIND = AttributionType(
    key="contrasts",
    title="Contrasts",
    levels={"explanation": ("change", "similar"), "amount": ("some", "much")},
)


def explanations_study(**own: dict[str, Any]) -> SurveyDefinition:
    """Two scenarios with the same axes, or with axes of their own."""
    scenarios = {
        key: scenario.model_copy(
            update={"design_space": DesignSpace.model_validate({"axes": own[key]})}
        )
        if key in own
        else scenario
        for key, scenario in FOUNDING.scenarios.items()
    }
    return changed_study(design_space=SPACE, scenarios=scenarios, attribution_types=(KIND,))


def shown(explanation: str, amount: str) -> Setting:
    return Setting({"explanation": explanation, "amount": amount})


class AlikePanels:
    """What a bundle of panels says of itself to a report."""

    kind, name, axes, outcomes = "panels", "explanations", SPACE.levels, ()

    def alike(self, offered: Axes) -> dict[str, tuple[str, ...]]:
        return {"explanation": (f"{len(offered['explanation'])} explanations show the same.",)}
