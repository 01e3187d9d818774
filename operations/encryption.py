"""Files encrypted with a passphrase, in pieces of a mebibyte, so that no file has to fit in memory.

key = scrypt(passphrase, salt) (RFC 7914); sealed piece i = AES-256-GCM(key, nonce_i, piece i) with
nonce_i = i, then 1 for the last piece and 0 for others. Pieces can therefore not be altered,
swapped, repeated or cut off unnoticed (Hoang et al. 2015, Online authenticated encryption: STREAM).
"""

import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from operations.errors import CannotRestore

MARK = b"needfinder sealed 1\n"
"""How an encrypted file begins; a salt of 16 bytes follows, then the pieces."""

SALT, TAG, PIECE = 16, 16, 1024 * 1024
COST = 2**17
"""The parameter N of scrypt: 128 MiB and a third of a second for every guess at a passphrase."""


def is_sealed(file: BinaryIO) -> bool:
    """Whether the file begins with MARK; leaves it at its beginning."""
    begins_with_mark = file.read(len(MARK)) == MARK
    file.seek(0)
    return begins_with_mark


def seal(plain: BinaryIO, sealed: BinaryIO, passphrase: str) -> None:
    salt = os.urandom(SALT)
    cipher = _cipher(passphrase, salt)
    sealed.write(MARK + salt)
    sealed.writelines(
        cipher.encrypt(_nonce(number, is_last=is_last), piece, MARK)
        for number, piece, is_last in _pieces(plain, PIECE)
    )


def unseal(sealed: BinaryIO, plain: BinaryIO, passphrase: str) -> None:
    """Raises CannotRestore for a wrong passphrase and for a file that is not whole."""
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
    """12 bytes that are used once with a key, since every file has its own salt."""
    return number.to_bytes(11, "big") + bytes([is_last])


def _pieces(file: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Number from 0, content, and whether it is the last; an empty file has one empty piece."""
    number, piece = 0, file.read(size)
    while following := file.read(size):
        yield number, piece, False
        number, piece = number + 1, following
    yield number, piece, True
