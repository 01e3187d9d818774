from collections import Counter
from pathlib import Path

import pytest

from attribution.data.display import Modality, TableRow
from attribution.data.german_credit import FILE, SHA256, load_german_credit
from attribution.errors import DataError


def test_a_thousand_loans_are_split_eighty_to_twenty() -> None:
    dataset = load_german_credit()
    assert (len(dataset.training), len(dataset.test)) == (800, 200)
    # UCI's documentation: 700 good risks, 300 bad ones.
    for samples, share in ((dataset.training, 0.8), (dataset.test, 0.2)):
        assert Counter(dataset.class_names[label] for label in samples.labels) == {
            "Approve": 700 * share,
            "Decline": 300 * share,
        }


def test_six_features_are_shown_in_words_with_their_units() -> None:
    dataset = load_german_credit()
    assert dataset.modality is Modality.TABLE
    assert [(feature.label, feature.unit) for feature in dataset.features] == [
        ("Checking account", ""),
        ("Duration of the loan", "months"),
        ("Credit history", ""),
        ("Amount of the loan", "DM"),
        ("Instalment rate", "% of disposable income"),
        ("Age of the applicant", "years"),
    ]
    # The second line of the file: A12 48 A32 ... 5951 ... 2 ... 22 ... 2.
    samples = dataset.training if "row-0002" in dataset.training.ids else dataset.test
    second = samples.ids.index("row-0002")
    assert samples.displays[second] == TableRow(
        ("Under 200 DM", "48", "Running loans repaid on time until today", "5951", "2", "22")
    )
    assert dataset.class_names[samples.labels[second]] == "Decline"


def test_checking_accounts_are_counted_as_in_the_original_file() -> None:
    dataset = load_german_credit()
    displays = [*dataset.training.displays, *dataset.test.displays]
    shown = Counter(row.cells[0] for row in displays if isinstance(row, TableRow))
    # UCI's codes A11 to A14.
    assert [shown[text] for text in ("Overdrawn", "Under 200 DM")] == [274, 269]
    assert [shown[text] for text in ("200 DM or more, or salary account", "No account")] == [
        63,
        394,
    ]


def test_numbers_are_standardised_by_the_training_rows_and_categories_are_one_hot() -> None:
    inputs = load_german_credit().training.inputs
    numeric = inputs[:, [4, 10, 11, 12]]
    assert numeric.mean(axis=0) == pytest.approx(0, abs=1e-12)
    assert numeric.std(axis=0) == pytest.approx(1)
    assert (inputs[:, :4].sum(axis=1) == 1).all()
    assert (inputs[:, 5:10].sum(axis=1) == 1).all()


def test_the_split_never_changes() -> None:
    # Other rows would make every shipped number wrong.
    first_five = ("row-0005", "row-0006", "row-0007", "row-0013", "row-0022")
    assert load_german_credit().test.ids[:5] == first_five


def test_a_file_with_one_changed_byte_is_refused(tmp_path: Path) -> None:
    content = bytearray(FILE.read_bytes())
    content[100] ^= 1
    altered = tmp_path / "german.data"
    altered.write_bytes(content)
    with pytest.raises(DataError, match=r"is not the published file .* restore it\.$"):
        load_german_credit(altered)


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"german\.data cannot be read .*: restore it\.$"):
        load_german_credit(tmp_path / "german.data")


def test_the_attribution_beside_the_data_names_its_digest() -> None:
    assert SHA256 in FILE.with_name("ATTRIBUTION.md").read_text("utf-8")
