"""What review pages hold of the file that is reviewed."""

import re
from collections.abc import Mapping
from html import unescape


def held(page: str) -> str:
    """The signed content that travels with the review."""
    match = re.search(r'name="held" value="([^"]+)"', page)
    assert match is not None, page
    return match[1]


def answered(page: str, replace: Mapping[str, str], *, do: str = "store") -> dict[str, object]:
    """The review sent back with these words ticked, and none of the others."""
    fields = re.findall(r'name="(pseudonym of [^"]*)" value="([^"]*)"', page)
    shown = {unescape(name): unescape(value) for name, value in fields}
    missing = [words for words in replace if f"pseudonym of {words}" not in shown]
    assert not missing, f"{missing} are not among {list(shown)}"
    chosen = {f"pseudonym of {words}": pseudonym for words, pseudonym in replace.items()}
    ticked = {"replace": list(replace), "sure": "on", "do": do}
    return {"held": held(page), **shown, **chosen, **ticked}
