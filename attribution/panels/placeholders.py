"""Texts with placeholders in braces, such as "Photograph {name} of a {label}"."""

import re
from collections.abc import Mapping

from attribution.errors import BundleError
from attribution.panels.faults import near

_PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}")


def filled(text: str, name: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled in; what is filled in may have braces itself.

    `name` is what the text is called where a placeholder is unknown, which raises BundleError.
    """
    for placeholder in _PLACEHOLDER.findall(text):
        if placeholder not in values:
            known = ", ".join(f"{{{key}}}" for key in values)
            raise BundleError(
                f"{name} has a placeholder {{{placeholder}}} that nothing fills in. "
                f"{near(placeholder, values)}Use one of: {known}."
            )
    return _PLACEHOLDER.sub(lambda match: values[match[1]], text)
