"""Every number of data.csv stands in appendix C, in the words that say what it is."""

from analysis.reproduction.printed.tables import Prints, listed

WORDS = {
    ("image", "classes of the whole data set"): "with {} classes",
    ("image", "training images of the whole data set"): "{} images in training",
    ("image", "test images of the whole data set"): "{} images in the test set",
    ("image", "classes"): "only {} classes",
    ("image", "training samples"): "the training set includes {} images",
    ("image", "test samples"): "the test set {} images",
    ("image", "epochs"): "for {} epochs",
    ("image", "learning rate"): "a learning rate of {} ",
    ("image", "weight decay"): "weight decay factor {} ",
    ("image", "checkpoints"): "the last {} model checkpoints",
    ("image", "test accuracy"): "a test accuracy of {} ",
    ("image", "kinds of error"): "{} error types",
    ("image", "errors of each kind"): "randomly choose {} erroneous samples each",
    ("image", "errors"): "resulting in {} and",
    ("tabular", "features of the whole data set"): "with {} features",
    ("tabular", "samples"): "and {} entries",
    ("tabular", "percent for training"): "an {}-20 train-test split",
    ("tabular", "percent for testing"): "an 80-{} train-test split",
    ("tabular", "features"): "({}) the age",
    ("tabular", "epochs"): "trained in {} epochs",
    ("tabular", "checkpoint epochs"): "at {}, {} and {} epochs",
    ("tabular", "checkpoints"): "recording {} checkpoints",
    ("tabular", "kinds of error"): "only {} errors are possible",
    ("tabular", "errors of each kind"): "randomly choose {} erroneous samples each",
    ("tabular", "errors"): "and {} erroneous test samples",
    ("both", "training samples shown at most"): "the top {} training samples",
    ("both", "factor of upweighting"): "a weight factor of {}.",
}

NUMERALS = {"2": "two", "3": "three", "6": "six", "9": "nine"}


def test_the_data_are_appendix_cs(prints: Prints, paper: str) -> None:
    appendix = paper[paper.index("appendix c data generation") : paper.index("appendix d survey")]
    assert {(row["scenario"], row["quantity"]) for row in prints["data"]} == set(WORDS)
    for row in prints["data"]:
        values = listed(row["value"])
        words = WORDS[row["scenario"], row["quantity"]]
        in_numerals = words.format(*(NUMERALS.get(value, value) for value in values))
        assert words.format(*values) in appendix or in_numerals in appendix, row
