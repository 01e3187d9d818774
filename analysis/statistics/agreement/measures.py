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
NEITHER = "b: both found it, o: only one, n: neither"

PRESENCE = Measure(
    "presence_absence", "Presence and absence", Family.PERCENTAGE,
    f"(b + n) / (b + o + n); {NEITHER}", EVERY_THEME, "Simple matching (Sokal & Michener, 1958)",
)  # fmt: skip
PRESENCE_MEAN = Measure(
    "presence_absence_mean", "Presence and absence, mean", Family.PERCENTAGE,
    f"mean of (b + n) / (b + o + n); {NEITHER}",
    "each theme, found or not, in each {unit}, then the mean over {unit}s",
    "Simple matching (Sokal & Michener, 1958)",
)  # fmt: skip
JACCARD = Measure(
    "jaccard", "Jaccard", Family.PERCENTAGE,
    "b / (b + o); b: both found it, o: only one", POOLED, "Jaccard (1912)",
)  # fmt: skip
JACCARD_MEAN = Measure(
    "jaccard_mean", "Jaccard, mean", Family.PERCENTAGE,
    "mean of b / (b + o); b: both found it, o: only one", MEAN, "Jaccard (1912)",
)  # fmt: skip
DICE = Measure(
    "dice", "Dice (Holsti)", Family.PERCENTAGE,
    "2 b / (2 b + o); b: both found it, o: only one", POOLED, "Dice (1945); Holsti (1969)",
)  # fmt: skip
DICE_MEAN = Measure(
    "dice_mean", "Dice (Holsti), mean", Family.PERCENTAGE,
    "mean of 2 b / (2 b + o); b: both found it, o: only one", MEAN, "Dice (1945); Holsti (1969)",
)  # fmt: skip
COHEN = Measure(
    "cohen_kappa", "Cohen's kappa", Family.CORRECTED,
    "(p - e) / (1 - e), e from each coder's own shares; for more than two coders Conger's",
    EVERY_THEME, "Cohen (1960); Conger (1980)",
)  # fmt: skip
FLEISS = Measure(
    "fleiss_kappa", "Fleiss' kappa", Family.CORRECTED,
    "(p - e) / (1 - e), e from the shares of all coders together",
    EVERY_THEME, "Fleiss (1971); for two coders Scott's pi (1955)",
)  # fmt: skip
BRENNAN_PREDIGER = Measure(
    "brennan_prediger", "Brennan-Prediger kappa", Family.CORRECTED,
    "(p - e) / (1 - e), e = 1/2", EVERY_THEME, "Brennan & Prediger (1981)",
)  # fmt: skip
GWET = Measure(
    "gwet_ac1", "Gwet's AC1", Family.CORRECTED,
    "(p - e) / (1 - e), e = 2 π (1 - π), π the share of themes found",
    EVERY_THEME, "Gwet (2008)",
)  # fmt: skip
KRIPPENDORFF = Measure(
    "krippendorff_alpha", "Krippendorff's alpha", Family.CORRECTED,
    "1 - D_o / D_e, nominal", EVERY_THEME, "Krippendorff (2011)",
)  # fmt: skip
ALPHA_JACCARD = Measure(
    "alpha_jaccard", "Krippendorff's alpha, Jaccard distance", Family.SETS,
    "1 - D_o / D_e, distance 1 - |A ∩ B| / |A ∪ B|",
    "each coder's set of themes in each {unit}", "Krippendorff (2011); Jaccard (1912)",
)  # fmt: skip
ALPHA_MASI = Measure(
    "alpha_masi", "Krippendorff's alpha, MASI distance", Family.SETS,
    "1 - D_o / D_e, distance 1 - m |A ∩ B| / |A ∪ B|, "
    "m = 1 for equal sets, 2/3 where one holds the other, 1/3 where they share something",
    "each coder's set of themes in each {unit}", "Krippendorff (2011); Passonneau (2006)",
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
