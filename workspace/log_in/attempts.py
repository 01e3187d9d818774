"""How often something may be tried in a minute, counted in the memory of each process."""

from django.core.cache import cache

MINUTE = 60


def too_often(what: str, most: int) -> bool:
    """Count a try of something, and say whether there were more than `most` within a minute."""
    key = f"workspace.log_in.attempts:{what}"
    if cache.add(key, 1, MINUTE):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # forgotten in this moment
        return False
