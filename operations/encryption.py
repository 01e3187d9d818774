"""Files locked with a passphrase, in pieces of a mebibyte, so that none has to fit into memory.

The key comes from the passphrase by scrypt (RFC 7914). Each piece is sealed by AES-256-GCM with a
nonce of its number and of whether it is the last, so that pieces can be neither altered nor
swapped, repeated or cut off (Hoang et al. 2015, Online authenticated encryption: STREAM).
"""

import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from operations.errors import CannotRestore

MARK = b"needfinder sealed 1\n"
"""How a locked file begins; a salt of 16 bytes follows, then the pieces."""

SALT, TAG, PIECE = 16, 16, 1024 * 1024
COST = 2**17
"""Of scrypt: 128 MiB and about a third of a second for each try at a passphrase."""


def is_sealed(file: BinaryIO) -> bool:
    """Looks at the beginning, and leaves the file there."""
    found = file.read(len(MARK)) == MARK
    file.seek(0)
    return found


def seal(plain: BinaryIO, sealed: BinaryIO, passphrase: str) -> None:
    salt = os.urandom(SALT)
    cipher = _cipher(passphrase, salt)
    sealed.write(MARK + salt)
    sealed.writelines(
        cipher.encrypt(_nonce(number, is_last=is_last), piece, MARK)
        for number, piece, is_last in _pieces(plain, PIECE)
    )


def unseal(sealed: BinaryIO, plain: BinaryIO, passphrase: str) -> None:
    """Raises CannotRestore for another passphrase, and for a file that is not whole."""
    sealed.read(len(MARK))
    cipher = _cipher(passphrase, sealed.read(SALT))
    for number, piece, is_last in _pieces(sealed, PIECE + TAG):
        try:
            plain.write(cipher.decrypt(_nonce(number, is_last=is_last), piece, MARK))
        except InvalidTag as problem:
            raise CannotRestore(
                "The backup does not open with this passphrase, or it was damaged. Check the "
                "passphrase, and if it is right take another backup."
            ) from problem


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    kdf = Scrypt(salt=salt, length=32, n=COST, r=8, p=1)
    return AESGCM(kdf.derive(passphrase.encode()))


def _nonce(number: int, *, is_last: bool) -> bytes:
    """Used once: every file has a salt, and so a key, of its own."""
    return number.to_bytes(11, "big") + bytes([is_last])


def _pieces(file: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Each piece with its number from 0; the last may be shorter, or empty where all are."""
    number, piece = 0, file.read(size)
    while following := file.read(size):
        yield number, piece, False
        number, piece = number + 1, following
    yield number, piece, True
