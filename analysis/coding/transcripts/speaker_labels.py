"""Labels of speakers taken apart: which are no names, and which words of the others are."""

import re

TITLES = (
    "Dr", "Prof", "Professor", "Professorin", "PD", "Dipl", "Ing", "Mag", "Frau", "Fr", "Herr",
    "Herrn", "Hr", "Mr", "Mrs", "Ms", "Miss", "Mx", "Sir", "Madam", "Mme",
)  # fmt: skip
PARTS_IN_A_TALK = (
    "interviewer", "interviewerin", "interviewee", "interviewpartner", "interviewpartnerin",
    "participant", "respondent", "speaker", "moderator", "moderatorin", "facilitator", "researcher",
    "host", "guest", "subject", "proband", "probandin", "person", "user", "unknown", "teilnehmer",
    "teilnehmerin", "sprecher", "sprecherin", "befragte", "befragter", "forscher", "forscherin",
    "expert", "experte", "expertin", "question", "answer", "frage", "antwort", "all", "alle",
)  # fmt: skip
DEVICES = ("iphone", "ipad", "galaxy", "pixel", "macbook", "laptop", "phone", "handy", "pc", "zoom")
PARTICLES = ("von", "van", "vom", "zu", "der", "den", "de", "del", "della", "di", "du", "la", "le")

_no_name = re.compile(
    rf"[^\W\d_]{{1,2}}|[^\W\d_]{{1,3}}[ _#.-]?\d+|\d+|\[[^\[\]]+\]"
    rf"|(?:{'|'.join(PARTS_IN_A_TALK)})(?:[ _#.-]*(?:\d+|[a-z]))?",
    re.IGNORECASE,
)
_aside = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_word = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_possessive = re.compile(r"['’]s$")
_no_part_of_a_name = {word.lower() for word in (*TITLES, *DEVICES, *PARTICLES)}


def is_no_name(label: str) -> bool:
    """Whether a label says a part in the talk, such as I, P4, Interviewer or SPEAKER_00."""
    return _no_name.fullmatch(label.strip()) is not None


def names_in(label: str) -> tuple[str, ...]:
    """The words of a label by which others may call the speaker, the longest first.

    Titles, pronouns in brackets, particles and devices are none: of *Dr. Helena Brandt (she/her)*
    these are *Helena Brandt*, *Helena* and *Brandt*; of *Brandt, Helena* the same.
    """
    if is_no_name(label):
        return ()
    last, comma, first = _aside.sub(" ", label).partition(",")
    found = _word.findall(f"{first} {last}" if comma else last)
    words = [word for word in (_possessive.sub("", word) for word in found) if _is_a_name(word)]
    halves = (half for word in words for half in word.split("-") if len(half) > 2)
    names = dict.fromkeys([" ".join(words), *words, *halves])
    return tuple(sorted((name for name in names if len(name) > 1), key=len, reverse=True))


def _is_a_name(word: str) -> bool:
    return len(word) > 1 and word.lower() not in _no_part_of_a_name
