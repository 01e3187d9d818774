"""A locked file opens with its passphrase, whole, or not at all."""

from io import BytesIO

import pytest

from operations import encryption as sealing
from operations.encryption import MARK, SALT, TAG, is_sealed, seal, unseal
from operations.errors import CannotRestore


@pytest.fixture(autouse=True)
def small_and_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "PIECE", 16)
    monkeypatch.setattr(sealing, "COST", 2)


RIGHT = "correct horse"


def sealed(content: bytes, passphrase: str = RIGHT) -> bytes:
    target = BytesIO()
    seal(BytesIO(content), target, passphrase)
    return target.getvalue()


def unsealed(content: bytes, passphrase: str = RIGHT) -> bytes:
    target = BytesIO()
    unseal(BytesIO(content), target, passphrase)
    return target.getvalue()


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 32, 50])
def test_what_was_locked_comes_back(length: int) -> None:
    content = bytes(range(length))
    assert is_sealed(BytesIO(sealed(content)))
    assert unsealed(sealed(content)) == content


def test_the_same_content_never_looks_the_same() -> None:
    assert sealed(b"x" * 40) != sealed(b"x" * 40)
    assert b"xxxx" not in sealed(b"x" * 40)


def pieces(content: bytes) -> tuple[bytes, list[bytes]]:
    start = len(MARK) + SALT
    rest = content[start:]
    size = 16 + TAG
    return content[:start], [rest[at : at + size] for at in range(0, len(rest), size)]


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(CannotRestore, match="does not open with this passphrase"):
        unsealed(sealed(b"x" * 40), "wrong horse")


def test_nothing_altered_swapped_repeated_or_cut_off_opens() -> None:
    head, (first, second, last) = pieces(sealed(b"x" * 40))
    flipped = bytes([first[0] ^ 1]) + first[1:]
    for parts in (
        [flipped, second, last],
        [second, first, last],
        [first, first, last],
        [first, second],
        [first, last],
    ):
        with pytest.raises(CannotRestore):
            unsealed(head + b"".join(parts))
    assert unsealed(head + first + second + last) == b"x" * 40
