"""The measures a report holds, each with its formula, what it compares, and where it comes from."""

from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    PERCENTAGE = "percentage of overlapping themes"
    CORRECTED = "agreement corrected for chance"
    SETS = "agreement on whole sets of themes"


@dataclass(frozen=True)
class Measure:
    """`compares` says what is compared, with {unit} for the word for a unit.

    Values of percentages are shares from 0 to 1; the others are 1 for full agreement and 0 for
    what chance would give.
    """

    key: str
    name: str
    family: Family
    formula: str
    compares: str
    source: str


EVERY_THEME = "each theme in each {unit}, found or not"
POOLED = "themes found, added up over all {unit}s"
MEAN = "themes found in each {unit}, then the mean over {unit}s"
FOUND_OR_NOT_MEAN = "each theme, found or not, in each {unit}, then the mean over {unit}s"
BOTH_OR_ONE = "b: both found it, o: only one"


def _pooled_and_mean(
    key: str, name: str, formula: str, compares: tuple[str, str], source: str
) -> tuple[Measure, Measure]:
    """A percentage over all units at once, and unit by unit."""
    percentage, (pooled, mean) = Family.PERCENTAGE, compares
    return (
        Measure(key, name, percentage, formula, pooled, source),
        Measure(f"{key}_mean", f"{name}, mean", percentage, f"mean of {formula}", mean, source),
    )


def _corrected(key: str, name: str, formula: str, source: str) -> Measure:
    return Measure(key, name, Family.CORRECTED, formula, EVERY_THEME, source)


def _of_sets(key: str, distance: str, formula: str, source: str) -> Measure:
    name = f"Krippendorff's alpha, {distance} distance"
    compares = "each coder's set of themes in each {unit}"
    formula = f"1 - D_o / D_e, distance 1 - {formula}"
    return Measure(key, name, Family.SETS, formula, compares, f"Krippendorff (2011); {source}")


PRESENCE, PRESENCE_MEAN = _pooled_and_mean(
    "presence_absence", "Presence and absence", f"(b + n) / (b + o + n); {BOTH_OR_ONE}, n: neither",
    (EVERY_THEME, FOUND_OR_NOT_MEAN), "Simple matching (Sokal & Michener, 1958)",
)  # fmt: skip
JACCARD, JACCARD_MEAN = _pooled_and_mean(
    "jaccard", "Jaccard", f"b / (b + o); {BOTH_OR_ONE}", (POOLED, MEAN), "Jaccard (1912)"
)
DICE, DICE_MEAN = _pooled_and_mean(
    "dice", "Dice (Holsti)", f"2 b / (2 b + o); {BOTH_OR_ONE}",
    (POOLED, MEAN), "Dice (1945); Holsti (1969)",
)  # fmt: skip
COHEN = _corrected(
    "cohen_kappa", "Cohen's kappa",
    "(p - e) / (1 - e), e from each coder's own shares; for more than two coders Conger's",
    "Cohen (1960); Conger (1980)",
)  # fmt: skip
FLEISS = _corrected(
    "fleiss_kappa", "Fleiss' kappa", "(p - e) / (1 - e), e from the shares of all coders together",
    "Fleiss (1971); for two coders Scott's pi (1955)",
)  # fmt: skip
BRENNAN_PREDIGER = _corrected(
    "brennan_prediger", "Brennan-Prediger kappa", "(p - e) / (1 - e), e = 1/2",
    "Brennan & Prediger (1981)",
)  # fmt: skip
GWET = _corrected(
    "gwet_ac1", "Gwet's AC1", "(p - e) / (1 - e), e = 2 π (1 - π), π the share of themes found",
    "Gwet (2008)",
)  # fmt: skip
KRIPPENDORFF = _corrected(
    "krippendorff_alpha", "Krippendorff's alpha", "1 - D_o / D_e, nominal", "Krippendorff (2011)"
)
ALPHA_JACCARD = _of_sets("alpha_jaccard", "Jaccard", "|A ∩ B| / |A ∪ B|", "Jaccard (1912)")
ALPHA_MASI = _of_sets(
    "alpha_masi", "MASI",
    "m |A ∩ B| / |A ∪ B|, "
    "m = 1 for equal sets, 2/3 where one holds the other, 1/3 where they share something",
    "Passonneau (2006)",
)  # fmt: skip

MEASURES = (
    PRESENCE, PRESENCE_MEAN, JACCARD, JACCARD_MEAN, DICE, DICE_MEAN,
    COHEN, FLEISS, BRENNAN_PREDIGER, GWET, KRIPPENDORFF, ALPHA_JACCARD, ALPHA_MASI,
)  # fmt: skip
"""In the order in which they are shown."""

POOLED_MEASURES = (
    PRESENCE, JACCARD, DICE, COHEN, FLEISS, BRENNAN_PREDIGER, GWET, KRIPPENDORFF,
)  # fmt: skip
"""Those that can be told for one theme, or for one unit."""
