import pytest

from analysis.reproduction.printed.tables import Prints, read_prints
from tests.folders import PROJECT

PAPER = PROJECT.parent / "shared" / "paper.txt"


@pytest.fixture(scope="session")
def prints() -> Prints:
    return read_prints()


@pytest.fixture(scope="session")
def paper() -> str:
    """On one line, in small letters."""
    if not PAPER.is_file():
        pytest.skip("the paper's text does not lie beside the checkout (../shared/paper.txt)")
    text = PAPER.read_text(encoding="utf-8")
    return " ".join(text.replace("’", "'").split()).casefold()
