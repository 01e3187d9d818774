"""What a reproduction says in sentences, for people; the same in text and HTML."""

from collections.abc import Sequence

from analysis.reproduction.comparison import Reproduction
from analysis.reproduction.differences import differences
from analysis.statistics.preferences.conclusions import Conclusion


def summary(found: Reproduction) -> str:
    """How many printed values were met, in one sentence."""
    printed = 2 * (len(found.preferences) + len(found.entropies))
    differing = len(differences(found))
    return f"{printed - differing} of {printed} printed values are met; {differing} are not."


def conclusion(reached: Conclusion) -> str:
    """What both procedures find on an axis in a scenario, and why they differ where they do."""
    place = f"{spoken(reached.scenario)}, {spoken(reached.axis).lower()}"
    published = _found(reached.published, reached.preferred_published)
    recommended = _found(reached.recommended, reached.preferred_recommended)
    if reached.agrees:
        return f"{place}: both procedures find {recommended}."
    return (
        f"{place}: as published {published}, as recommended {recommended}. "
        "As published, every choice is compared with an imagined sample that varies as much as "
        "the real one, and pays for all other tests; as recommended, the axis is tested at once "
        "against exact shares."
    )


def spoken(key: str) -> str:
    """A scenario, an axis or a choice as people read it."""
    words = key.replace("_", " ")
    return "Number of samples" if words == "number" else words[:1].upper() + words[1:]


def pvalue(value: float | None) -> str:
    """To three digits, never zero; a dash where there is none."""
    if value is None:
        return "–"
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def number(value: float | None, digits: int = 3) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _found(is_found: bool, preferred: Sequence[str]) -> str:
    if not is_found:
        return "no preference"
    if not preferred:
        return "that choices differ, though none stands out"
    return f"a preference, for {' and '.join(spoken(each).lower() for each in preferred)}"
