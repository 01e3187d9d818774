"""The measures of agreement, each with its formula, what it compares, and where it comes from."""

from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    PERCENTAGE = "percentage of overlapping themes"
    CORRECTED = "agreement corrected for chance"
    SETS = "agreement on whole sets of themes"


@dataclass(frozen=True)
class AgreementMeasure:
    """`compares` says what is compared, with {unit} in place of the word for a unit.

    Values of percentages are shares from 0 to 1. Values of the others are 1 for full agreement and
    0 for what chance would give.
    """

    key: str
    name: str
    family: Family
    formula: str
    compares: str
    source: str

    @property
    def is_percentage(self) -> bool:
        return self.family is Family.PERCENTAGE


EVERY_THEME = "each theme in each {unit}, found or not"
EVERY_THEME_MEAN = "each theme, found or not, in each {unit}, then the mean over {unit}s"
FOUND_THEMES = "themes found, added up over all {unit}s"
FOUND_THEMES_MEAN = "themes found in each {unit}, then the mean over {unit}s"
SETS = "each coder's set of themes in each {unit}"

OVERLAP = "b: both found it, o: only one"
PRESENCE_FORMULA = f"(b + n) / (b + o + n); {OVERLAP}, n: neither"
JACCARD_FORMULA = f"b / (b + o); {OVERLAP}"
DICE_FORMULA = f"2 b / (2 b + o); {OVERLAP}"

PRESENCE = AgreementMeasure(
    key="presence_absence",
    name="Presence and absence",
    family=Family.PERCENTAGE,
    formula=PRESENCE_FORMULA,
    compares=EVERY_THEME,
    source="Simple matching (Sokal & Michener, 1958)",
)
PRESENCE_MEAN = AgreementMeasure(
    key="presence_absence_mean",
    name="Presence and absence, mean",
    family=Family.PERCENTAGE,
    formula=f"mean of {PRESENCE_FORMULA}",
    compares=EVERY_THEME_MEAN,
    source=PRESENCE.source,
)
JACCARD = AgreementMeasure(
    key="jaccard",
    name="Jaccard",
    family=Family.PERCENTAGE,
    formula=JACCARD_FORMULA,
    compares=FOUND_THEMES,
    source="Jaccard (1912)",
)
JACCARD_MEAN = AgreementMeasure(
    key="jaccard_mean",
    name="Jaccard, mean",
    family=Family.PERCENTAGE,
    formula=f"mean of {JACCARD_FORMULA}",
    compares=FOUND_THEMES_MEAN,
    source=JACCARD.source,
)
DICE = AgreementMeasure(
    key="dice",
    name="Dice (Holsti)",
    family=Family.PERCENTAGE,
    formula=DICE_FORMULA,
    compares=FOUND_THEMES,
    source="Dice (1945); Holsti (1969)",
)
DICE_MEAN = AgreementMeasure(
    key="dice_mean",
    name="Dice (Holsti), mean",
    family=Family.PERCENTAGE,
    formula=f"mean of {DICE_FORMULA}",
    compares=FOUND_THEMES_MEAN,
    source=DICE.source,
)
COHEN = AgreementMeasure(
    key="cohen_kappa",
    name="Cohen's kappa",
    family=Family.CORRECTED,
    formula=(
        "(p - e) / (1 - e), e from each coder's own shares; for more than two coders Conger's"
    ),
    compares=EVERY_THEME,
    source="Cohen (1960); Conger (1980)",
)
FLEISS = AgreementMeasure(
    key="fleiss_kappa",
    name="Fleiss' kappa",
    family=Family.CORRECTED,
    formula="(p - e) / (1 - e), e from the shares of all coders together",
    compares=EVERY_THEME,
    source="Fleiss (1971); for two coders Scott's pi (1955)",
)
BRENNAN_PREDIGER = AgreementMeasure(
    key="brennan_prediger",
    name="Brennan-Prediger kappa",
    family=Family.CORRECTED,
    formula="(p - e) / (1 - e), e = 1/2",
    compares=EVERY_THEME,
    source="Brennan & Prediger (1981)",
)
GWET = AgreementMeasure(
    key="gwet_ac1",
    name="Gwet's AC1",
    family=Family.CORRECTED,
    formula="(p - e) / (1 - e), e = 2 π (1 - π), π the share of themes found",
    compares=EVERY_THEME,
    source="Gwet (2008)",
)
KRIPPENDORFF = AgreementMeasure(
    key="krippendorff_alpha",
    name="Krippendorff's alpha",
    family=Family.CORRECTED,
    formula="1 - D_o / D_e, nominal",
    compares=EVERY_THEME,
    source="Krippendorff (2011)",
)
ALPHA_JACCARD = AgreementMeasure(
    key="alpha_jaccard",
    name="Krippendorff's alpha, Jaccard distance",
    family=Family.SETS,
    formula="1 - D_o / D_e, distance 1 - |A ∩ B| / |A ∪ B|",
    compares=SETS,
    source="Krippendorff (2011); Jaccard (1912)",
)
ALPHA_MASI = AgreementMeasure(
    key="alpha_masi",
    name="Krippendorff's alpha, MASI distance",
    family=Family.SETS,
    formula=(
        "1 - D_o / D_e, distance 1 - m |A ∩ B| / |A ∪ B|, m = 1 for equal sets, 2/3 where one "
        "holds the other, 1/3 where they share something"
    ),
    compares=SETS,
    source="Krippendorff (2011); Passonneau (2006)",
)

POOLED_MEASURES = (
    PRESENCE,
    JACCARD,
    DICE,
    COHEN,
    FLEISS,
    BRENNAN_PREDIGER,
    GWET,
    KRIPPENDORFF,
)
"""Those that have a value for a single theme and for a single unit as well."""

MEASURES = (
    PRESENCE,
    PRESENCE_MEAN,
    JACCARD,
    JACCARD_MEAN,
    DICE,
    DICE_MEAN,
    COHEN,
    FLEISS,
    BRENNAN_PREDIGER,
    GWET,
    KRIPPENDORFF,
    ALPHA_JACCARD,
    ALPHA_MASI,
)
"""In the order in which they are shown."""

BY_KEY = {measure.key: measure for measure in MEASURES}
