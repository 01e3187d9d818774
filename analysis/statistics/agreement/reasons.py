"""Why a figure has no value, in words that follow "undefined, because"."""

from dataclasses import dataclass

from analysis.statistics.agreement.measures import Family, Measure


@dataclass(frozen=True)
class Ground:
    """What a figure stands on: `applied` counts themes found, by each coder in each unit.

    `judgements` counts what could have been found.
    """

    unit_name: str
    compared: int
    themes: int
    applied: int
    applied_where_compared: int
    judgements: int


def why_undefined(measure: Measure, ground: Ground) -> str:
    what = "the theme" if ground.themes == 1 else "any of the themes"
    if not ground.compared:
        return f"no {ground.unit_name} was coded by two coders or more"
    if measure.family is Family.PERCENTAGE:
        return f"nobody found {what}, so nothing could overlap"
    if measure.family is Family.SETS:
        return "all coders found the same themes everywhere, so no other sets could be expected"
    if not ground.applied_where_compared:
        return f"nobody found {what}, so agreement cannot be told from never looking"
    return "every judgement is the same, so agreement cannot be told from habit"
