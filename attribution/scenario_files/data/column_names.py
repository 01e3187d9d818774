"""Labels that people can read, made of the names that columns and values have in files."""

import re

_in_brackets = re.compile(r"(.+?)\s*[(\[]\s*([^()\[\]]{1,20})\s*[)\]]")
_with_sign = re.compile(r"(.+?)\s*(%|€|\$|£|¥|°C|°F)")
_inside_camel_case = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")

_postal = re.compile(r"\b(plz|postal|postcode|post code|zip|postleitzahl|cap)\b")
_personal = re.compile(
    r"\b((first|last|full|family|given|sur|user|customer|patient|vor|nach|familien)? ?names?"
    r"|e ?mails?|phone|telephone|telefon|mobile|handy|address|adresse|anschrift|street|strasse|iban"
    r"|ssn|passport|birthday|date of birth|geburtsdatum)\b"
)
_identifying = re.compile(
    r"\b(id|ids|nr|no|number|nummer|case|fall|key|uuid|index|record|sample|participant|subject"
    r"|patient|matrikelnummer|kundennummer)\b"
)


def _readable(text: str) -> str:
    """A snake_case or camelCase text as words, with a capital first letter."""
    if " " not in text:
        text = _inside_camel_case.sub(" ", text.replace("_", " ")).strip() or text
    return text[:1].upper() + text[1:]


def label_and_unit(name: str) -> tuple[str, str]:
    """The unit is what stands in brackets at a name's end, or a sign such as % or €."""
    match = _in_brackets.fullmatch(name) or _with_sign.fullmatch(name)
    return (_readable(match[1]), match[2]) if match else (_readable(name), "")


def names_a_place(name: str) -> bool:
    """Whether a column seems to hold postal codes."""
    return _postal.search(_words(name)) is not None


def names_people(name: str) -> bool:
    return _personal.search(_words(name)) is not None


def names_rows(name: str) -> bool:
    return _identifying.search(_words(name)) is not None


def _words(name: str) -> str:
    spaced = re.sub(r"[\W_]+", " ", _inside_camel_case.sub(" ", name))
    return spaced.casefold().replace("ß", "ss")
