"""Appendix C: the data, the models and the errors of both scenarios."""

from collections.abc import Iterator, Mapping

from analysis.reproduction.printed.findings import (
    FileFindings,
    Finding,
    Verdict,
    equality,
    fractions,
)
from analysis.reproduction.printed.tables import Prints, listed

Values = Mapping[str, str]


def data_findings(prints: Prints) -> FileFindings:
    return FileFindings(
        file="data.csv",
        title="The data and models of both scenarios (appendix C)",
        findings=tuple(_findings(prints)),
    )


def _findings(prints: Prints) -> Iterator[Finding]:
    scenarios: dict[str, dict[str, str]] = {}
    for row in prints["data"]:
        scenarios.setdefault(row["scenario"], {})[row["quantity"]] = row["value"]
    image, tabular = scenarios["image"], scenarios["tabular"]
    for name, values in (("Image", image), ("Tabular", tabular)):
        yield _errors(name, values)
    whole = int(image["training images of the whole data set"])
    tests = int(image["test images of the whole data set"])
    yield Finding(
        "appendix C.1",
        Verdict.FOLLOWS,
        f"Image, whole data set: {whole} + {tests} = {whole + tests} images of "
        f"{image['classes of the whole data set']} classes.",
    )
    yield _per_class(image)
    yield _accuracy(image)
    yield _split(tabular)
    epochs = listed(tabular["checkpoint epochs"])
    yield equality(
        "appendix C.2",
        "Tabular, checkpoints",
        printed=int(tabular["checkpoints"]),
        computed=len(epochs),
        arithmetic=f"{len(epochs)} epochs are named ({', '.join(epochs)}), the last of "
        f"{tabular['epochs']}",
    )


def _errors(name: str, values: Values) -> Finding:
    kinds, of_each = int(values["kinds of error"]), int(values["errors of each kind"])
    return equality(
        "appendix C.3",
        f"{name}, errors",
        printed=int(values["errors"]),
        computed=kinds * of_each,
        arithmetic=f"{kinds} kinds × {of_each} = {kinds * of_each}",
    )


def _per_class(values: Values) -> Finding:
    samples, classes = int(values["training samples"]), int(values["classes"])
    even, rest = divmod(samples, classes)
    share = f"{even} each" if not rest else f"{samples / classes:.1f} each, so not the same number"
    return Finding(
        "appendix C.1",
        Verdict.FOLLOWS,
        f"Image, training samples: {samples} of {classes} classes are {share}.",
    )


def _accuracy(values: Values) -> Finding:
    printed, tests = values["test accuracy"], int(values["test samples"])
    percent = str(round(100 * float(printed)))
    counts = fractions(percent, tests)
    claim = f"Image, test accuracy: {printed} is printed"
    if not counts:
        return Finding(
            "appendix C.1", Verdict.IMPOSSIBLE, f"{claim}, but no count of {tests} gives it."
        )
    return Finding(
        "appendix C.1",
        Verdict.FITS,
        f"{claim}, and {counts[0]} to {counts[-1]} of {tests} right give it.",
    )


def _split(values: Values) -> Finding:
    samples = int(values["samples"])
    shares = int(values["percent for training"]), int(values["percent for testing"])
    training, testing = (samples * share // 100 for share in shares)
    claim = f"Tabular, split: {shares[0]} and {shares[1]} % of {samples}"
    if sum(shares) != 100:
        return Finding(
            "appendix C.2", Verdict.IMPOSSIBLE, f"{claim} make {sum(shares)} %, not 100 %."
        )
    return Finding("appendix C.2", Verdict.FOLLOWS, f"{claim} are {training} and {testing}.")
