"""Data of the loan scenario: 1,000 German loans, 1973-1975 (Hofmann, 1994; CC BY 4.0)."""

from pathlib import Path

from attribution.data.dataset import Dataset
from attribution.data.split import Split
from attribution.data.table import Column, table_dataset
from attribution.errors import DataError
from core.digests import digest

FILE = Path(__file__).parents[2] / "fixtures" / "datasets" / "german-credit" / "german.data"
SHA256 = "b21f3d81db8071257d5ff1deaeba1fd4303b62712e6fcc9715c7a86202cb5871"
SOURCE = (
    "Statlog (German Credit Data), Hans Hofmann, 1994, UCI Machine Learning Repository, "
    "https://doi.org/10.24432/C5NC77, CC BY 4.0"
)
SPLIT = Split(test_share=0.2, seed=0)

# By position in the file; the texts are ours, their meaning is from UCI's documentation.
COLUMNS = {
    0: Column(
        "checking_account",
        "Checking account",
        texts={
            "A11": "Overdrawn",
            "A12": "Under 200 DM",
            "A13": "200 DM or more, or salary account",
            "A14": "No account",
        },
    ),
    1: Column("duration", "Duration of the loan", "months"),
    2: Column(
        "credit_history",
        "Credit history",
        texts={
            "A30": "No loans so far, or all repaid on time",
            "A31": "All loans from this bank repaid on time",
            "A32": "Running loans repaid on time until today",
            "A33": "Late with payments in earlier years",
            "A34": "Account in trouble, or loans elsewhere",
        },
    ),
    4: Column("credit_amount", "Amount of the loan", "DM"),
    7: Column("instalment_rate", "Instalment rate", "% of disposable income"),
    12: Column("age", "Age of the applicant", "years"),
}
LABEL = 20
CLASSES = {"2": "Decline", "1": "Approve"}


def load_german_credit(file: Path = FILE, *, split: Split = SPLIT) -> Dataset:
    """Read the original file; raises DataError where it is absent or altered."""
    try:
        content = file.read_bytes()
    except OSError as problem:
        raise DataError(f"{file} cannot be read ({problem.strerror}): restore it.") from problem
    if digest(content) != SHA256:
        raise DataError(f"{file} is not the published file (its SHA-256 differs): restore it.")
    fields = [line.split() for line in content.decode("ascii").splitlines()]
    table: dict[str, list[str]] = {
        column.name: [row[position] for row in fields] for position, column in COLUMNS.items()
    }
    table["decision"] = [row[LABEL] for row in fields]
    return table_dataset(
        table,
        name="German Credit",
        source=SOURCE,
        columns=list(COLUMNS.values()),
        label="decision",
        classes=CLASSES,
        split=split,
    )
