"""A secret in a file that only its owner can read."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def secret_in_file(path: Path, length: int = 64) -> str:
    """The secret in a file, which is made on first use, from this many random bytes."""
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(length))
        # Linking fails where the file exists, so that two first starts at once share one secret.
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text()
