"""How a sample beside the paper's is spoken of, the same in text and in HTML."""

from analysis.reproduction.sentences import pvalue
from analysis.statistics.homogeneity import Homogeneity

SAMPLES_TITLE = "Your sample beside the paper's"

SAMPLES_NOTE = (
    "Exact p: the Fisher-Freeman-Halton test of whether both samples spread alike; ± is the "
    "standard error where the tables are too many to list and were drawn. Holm corrects for all "
    "the tests of this table. Where a person can give several answers, each answer has a test of "
    "its own. Small samples differ undetected: a large p is no proof that they are alike."
)


def with_share(count: int, of: int) -> str:
    """3 (10 %), and a dash where there is nobody."""
    return f"{count} ({count / of:.0%})" if of else f"{count} (–)"


def exact_pvalue(test: Homogeneity) -> str:
    """To three digits, with ± where it was simulated."""
    if test.standard_error is None:
        return pvalue(test.pvalue)
    return f"{pvalue(test.pvalue)} ± {test.standard_error:.4f}"
