"""What is kept of a name or a link so that it is known again: its keyed hash.

The key comes from SECRET_KEY. Without it, and without the name itself, a digest tells nothing; with
another SECRET_KEY, nothing that was kept is known again (docs/decisions/0018).
"""

from django.utils.crypto import salted_hmac


def digest_of_name(study: str, name: str) -> str:
    """Of how a panel names somebody, HMAC-SHA256 with a key of the study's own."""
    return _keyed("panel", study, name)


def digest_of_receiver(study: str, token: str) -> str:
    """Of a participant's link, likewise, with another key."""
    return _keyed("compensation", study, token)


def _keyed(purpose: str, study: str, value: str) -> str:
    salt = f"survey.recruitment.{purpose}.{study}"
    return salted_hmac(salt, value, algorithm="sha256").hexdigest()
