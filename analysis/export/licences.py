"""Licences under which data are passed on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """`key` is the licence's identifier by SPDX."""

    key: str
    title: str
    address: str
    allows: str

    @property
    def text(self) -> str:
        """The content of LICENCE.txt."""
        return f"{self.title} ({self.key})\n{self.address}\n\n{self.allows}\n"


CREATIVE_COMMONS = "https://creativecommons.org"

LICENCES = {
    licence.key: licence
    for licence in (
        Licence(
            "CC0-1.0",
            "Creative Commons Zero 1.0 Universal",
            f"{CREATIVE_COMMONS}/publicdomain/zero/1.0/",
            "Everybody may use what is here for any purpose.",
        ),
        Licence(
            "CC-BY-4.0",
            "Creative Commons Attribution 4.0 International",
            f"{CREATIVE_COMMONS}/licenses/by/4.0/",
            "Everybody may use what is here for any purpose, and names whom it comes from.",
        ),
        Licence(
            "CC-BY-SA-4.0",
            "Creative Commons Attribution-ShareAlike 4.0 International",
            f"{CREATIVE_COMMONS}/licenses/by-sa/4.0/",
            "Everybody may use what is here for any purpose, names whom it comes from, and passes "
            "on what is made of it under the same licence.",
        ),
    )
}
