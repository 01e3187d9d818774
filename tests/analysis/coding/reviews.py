"""What review pages hold of the file that is reviewed."""

import re


def held(page: str) -> str:
    """The signed content that travels with the review."""
    match = re.search(r'name="held" value="([^"]+)"', page)
    assert match is not None, page
    return match[1]
