"""Keyed hashes by which a name or a link is recognised without being stored.

The key comes from SECRET_KEY. A digest reveals nothing without the key and the name itself. With
another SECRET_KEY, nothing that was stored is recognised (docs/decisions/0018).
"""

from django.utils.crypto import salted_hmac


def digest_of_name(study: str, name: str) -> str:
    """HMAC-SHA256 of a panel's name for a person, with a key for each study."""
    return _keyed("panel", study, name)


def digest_of_receiver(study: str, token: str) -> str:
    """HMAC-SHA256 of a participant's link, with another key."""
    return _keyed("compensation", study, token)


def _keyed(purpose: str, study: str, value: str) -> str:
    salt = f"survey.recruitment.{purpose}.{study}"
    return salted_hmac(salt, value, algorithm="sha256").hexdigest()
