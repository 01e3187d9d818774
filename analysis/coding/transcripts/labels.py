"""Which lines of a transcript begin with the label of a speaker, decided by the file as a whole.

A sentence may have a colon (“My rule is: relabel first.”), so one line cannot tell. Lines that
could begin with a label are gathered first, and each label is then believed or not:

- A **sure** label is a role or a code of interviews (`Interviewer`, `P4`, `I`), or stands with a
  time (`[00:12] Ada:`; `Ada  0:12` on a line of its own, where there are two such lines; or below
  the times of each cue), or in brackets (`[Person 1]:`).
- A **name** has words that begin with a capital, titles, particles (`von`), and none of the words
  that begin a sentence or a list. It is believed where it recurs, and another label comes between,
  or the file has sure labels, or every paragraph has a label.
- A name that stands once is believed where it comes between two turns of one other speaker; and,
  where every paragraph has a label and one of them is sure or recurs, if it is a full name
  (`Ada Lovelace`) or one of two labels in all. Elsewhere it stays text, and its line is doubtful.
- One or two words in lower case are believed where they recur, another label comes between, and
  at least half of the paragraphs have a label.

Whatever is not believed stays in the text.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from itertools import groupby

from analysis.coding.transcripts.turns import SENTENCE_END

CLOCK = r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>[0-5]?\d):(?P<seconds>[0-5]\d(?:[.,]\d{1,3})?)"
LONGEST_LABEL = 80
LONGEST_TIME = 40
"""Characters of a time and the signs around it."""
MOST_WORDS = 8
"""Words in a speaker's label; what is longer is a sentence with a colon."""

_mark = re.compile(r"(?:>>?|[-–—•])\s+")
_time_first = re.compile(rf"[\[(]?{CLOCK}(?:\s*(?:-->|[-–])\s*[\d:.,]+)?[\])]?\s+(?:[-–]\s+)?")
_time_last = re.compile(rf"\s*[\[(]{CLOCK}[\])]$")
_name_and_time = re.compile(rf"(?P<name>\S.*?)(?:\s+|\s*[\[(]){CLOCK}[\])]?:?")
_span = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2}(?:[.,]\d{1,7})?)\s+-->\s+\d[\d:.,]*")
"""The times of a cue, on a line above the speaker, as in Word files of Teams."""
_colon = re.compile(r":(?=\s|$|\*\*|__)|：")
_in_brackets = re.compile(r"\[[^\[\]]+\]")
_addition = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_machine = re.compile(r"\[(SPEAKER_\d{1,3})\]")
_role = re.compile(
    r"(?:interview(?:er|erin|ee|te|ter|partner|partnerin)|moderator(?:in)?|facilitator|"
    r"participant|respondent|informant|researcher|forscher(?:in)?|speaker|sprecher(?:in)?|"
    r"subject|proband(?:in)?|teilnehmer(?:in)?|teilnehmende|befragte[rn]?|versuchsperson|"
    r"unknown(?: speaker)?)"
    r"(?:[ _#-]*(?:\d{1,3}|[a-z]))?"
)
_code = re.compile(r"[IPQMR]|(?i:(?:[IPBMRS]|IP|TN|VP|PT|SP)[ _-]?\d{1,3})")
_not_in_labels = re.compile(r"[?!;:\"“”„«»…<>{}=/\\|*]")
_abbreviation = re.compile(r"(?:[^\W\d_]{1,5}\.-?)+(?:[^\W\d_]{1,12}\.?)?")


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


PARTICLES = _words(
    "von van vom zu zum zur der den de da das do dos di du del della la le el al bin ibn ben ten",
    "ter y e i af av",
)
NO_NAMES = _words(
    "the my our your his her its their this that these those it he she we they you there here is",
    "are was were has have had does what which who why how where when if because and or but so",
    "then than also too again still just only even with without from about after before since not",
    "no yes yeah yep nope okay ok well right sure exactly honestly frankly basically actually",
    "first firstly second secondly third thirdly fourth fifth next last lastly finally one two",
    "three four five another other others both each every all some any more most note notes nb ps",
    "example examples eg ie warning caution hint tip remark comment todo said says thought",
    "meaning conclusion summary result results problem point rule idea http https",
    "die der das ein eine einer eines mein meine dein unser unsere ihr ihre sein seine dies diese",
    "dieser dieses jene es er sie wir man ist sind war waren hat haben und oder aber weil wenn",
    "dann denn als auch noch nur sogar wer warum wie wo im auf für mit ohne aus bei nach nicht",
    "nein ja genau klar gut ehrlich eigentlich erstens zweitens drittens viertens erste zweite",
    "dritte zuerst zunächst schließlich eins zwei drei vier anmerkung hinweis beispiel beispiele",
    "achtung fazit ergebnis zusammenfassung",
)
"""Words of sentences and lists, in English and German, that are no part of a name."""


@dataclass(frozen=True)
class Label:
    """The speaker whose turn a line begins; what is said there is `line[begin:]`.

    `start` is in seconds, None where the label has no time. `heading` is True where the label has
    a line of its own, with a time.
    """

    speaker: str
    start: float | None
    begin: int
    heading: bool = False


@dataclass(frozen=True)
class FoundLabels:
    """The label of each line or None, and the lines (from 0) that may have one all the same."""

    labels: tuple[Label | None, ...]
    doubtful: tuple[int, ...] = ()

    @property
    def any(self) -> bool:
        return any(self.labels)


class _Kind(Enum):
    SURE = "sure"
    NAME = "name"
    LOWER = "lower case"


@dataclass(frozen=True)
class _Candidate:
    label: Label
    kind: _Kind

    @property
    def key(self) -> str:
        return self.label.speaker.casefold()


def labels_in(lines: Sequence[str], known: Mapping[int, Label] | None = None) -> FoundLabels:
    """The labels of a file, whose paragraphs are parted by empty lines.

    `known` are labels, by line, that are certain from elsewhere, such as those in a table.
    """
    given = known or {}
    candidates = [
        _Candidate(given[number], _Kind.SURE) if number in given else _candidate(line)
        for number, line in enumerate(lines)
    ]
    below_times = {
        number + 1: time
        for number, line in enumerate(lines[:-1])
        if "-->" in line and (time := _span.fullmatch(line.strip()))
    }
    below = {
        number: _whole_line(lines[number], _seconds(*time.groups()), heading=True)
        for number, time in below_times.items()
    }
    if all(below.values()):
        candidates = [below.get(number, found) for number, found in enumerate(candidates)]
    headings = sum(candidate is not None and candidate.label.heading for candidate in candidates)
    candidates = [_judged(candidate, headings) for candidate in candidates]
    believed = _believed(lines, candidates)
    labels = [
        candidate.label if candidate and candidate.key in believed else None
        for candidate in candidates
    ]
    for number in below_times:
        if label := labels[number]:
            labels[number - 1] = replace(label, begin=len(lines[number - 1]))
    doubtful = (
        number
        for number, candidate in enumerate(candidates)
        if candidate and candidate.kind is _Kind.NAME and candidate.key not in believed
    )
    return FoundLabels(tuple(labels), tuple(doubtful))


def may_be_speaker(words: str) -> bool:
    """Whether words look like a speaker's label; whether they are one, the file tells."""
    return _kind(words) in {_Kind.SURE, _Kind.NAME}


def is_surely_speaker(words: str) -> bool:
    return _kind(words) is _Kind.SURE


def seconds_in(text: str) -> float | None:
    """The seconds of a time such as 0:12 or [01:02:03.5]; None for any other text."""
    match = re.fullmatch(rf"[\[(]?{CLOCK}[\])]?", text.strip())
    return match and _clock(match)


def _candidate(line: str) -> _Candidate | None:
    """A label and a colon, or a name and a time alone; a time may stand before either."""
    if not line or line.isspace():
        return None
    begin, start = _opening(line)
    if label := _before_colon(line, begin, start):
        return label
    return _heading(line, begin) if start is None else _whole_line(line, start, begin)


def _opening(line: str) -> tuple[int, float | None]:
    """Where a label could begin, behind blanks, a dash and a time; and the time in seconds."""
    begin = len(line) - len(line.lstrip())
    if mark := _mark.match(line, begin):
        begin = mark.end()
    if time := _time_first.match(line, begin, begin + LONGEST_TIME):
        return time.end(), _clock(time)
    return begin, None


def _heading(line: str, begin: int) -> _Candidate | None:
    """A line that is a name and a time behind it."""
    words = line[begin:].strip()
    if len(words) > LONGEST_LABEL + LONGEST_TIME:
        return None
    match = _name_and_time.fullmatch(words)
    name = match["name"].removesuffix(":").strip() if match else ""
    if _in_brackets.fullmatch(name):
        name = name[1:-1]
    kind = _kind(name)
    if match is None or kind is None:
        return None
    return _Candidate(Label(name, _clock(match), len(line), heading=True), kind)


def _before_colon(line: str, begin: int, start: float | None) -> _Candidate | None:
    bold = line[begin : begin + 2] if line.startswith(("**", "__"), begin) else ""
    begin += len(bold)
    colon = _colon.search(line, begin, begin + LONGEST_LABEL + LONGEST_TIME)
    if not colon:
        return None
    words, end = line[begin : colon.start()].strip(), colon.end()
    if bold and words.endswith(bold):
        words = words.removesuffix(bold).strip()
    elif bold and line.startswith(bold, end):
        end += len(bold)
    elif bold:
        return None
    if time := _time_last.search(words):
        start, words = _clock(time), words[: time.start()]
    kind = _kind(words)
    if kind is None:
        return None
    if start is not None:
        kind = _Kind.SURE
    end += len(line[end:]) - len(line[end:].lstrip())
    return _Candidate(Label(_machine.sub(r"\1", words), start, end), kind)


def _whole_line(
    line: str, start: float, begin: int = 0, *, heading: bool = False
) -> _Candidate | None:
    """A line that is a name and nothing else, where a time stands before it."""
    name = line[begin:].strip()
    kind = _kind(name)
    if kind in {None, _Kind.LOWER} or name.endswith(SENTENCE_END):
        return None
    return _Candidate(Label(name, start, len(line), heading), kind or _Kind.NAME)


def _judged(candidate: _Candidate | None, headings: int) -> _Candidate | None:
    """Two headings of a name and a time make each of them sure; one alone may be a sentence."""
    if candidate is None or not candidate.label.heading or candidate.kind is _Kind.SURE:
        return candidate
    return _Candidate(candidate.label, _Kind.SURE) if headings > 1 else None


def _believed(lines: Sequence[str], candidates: Sequence[_Candidate | None]) -> set[str]:
    """The keys of the labels that are speakers; the module says by what rule."""
    found = [candidate for candidate in candidates if candidate]
    counts = Counter(candidate.key for candidate in found)
    of_kind = {
        kind: {candidate.key for candidate in found if candidate.kind is kind} for kind in _Kind
    }
    sure = of_kind[_Kind.SURE]
    possible = sure | {key for key, count in counts.items() if count > 1}
    runs = Counter(key for key, _ in groupby(c.key for c in found if c.key in possible))
    every_line = all(c or not line.strip() for line, c in zip(lines, candidates, strict=True))
    openings = [
        candidate
        for candidate, line, before in zip(candidates, lines, ["", *lines], strict=False)
        if line.strip() and not before.strip()
    ]
    whole = every_line or (len(openings) > 1 and all(openings))
    believed = sure | {
        key for key in of_kind[_Kind.NAME] if counts[key] > 1 and (sure or whole or runs[key] > 1)
    }
    believed |= {
        name.key
        for before, name, after in zip(found, found[1:], found[2:], strict=False)
        if name.kind is _Kind.NAME and before.key == after.key != name.key and after.key in believed
    }
    lower = {key for key in of_kind[_Kind.LOWER] if counts[key] > 1 and runs[key] > 1}
    labelled = sum(c is not None and c.key in believed | lower for c in openings)
    if every_line or 2 * labelled >= len(openings):
        believed |= lower
    if whole and believed:
        believed |= {key for key in of_kind[_Kind.NAME] if len(counts) == 2 or _is_full(key)}
    return believed


@lru_cache(maxsize=4096)  # a talk has few speakers and thousands of turns
def _kind(label: str) -> _Kind | None:
    """What a label could be, seen by itself."""
    if not label or len(label) > LONGEST_LABEL:
        return None
    if _in_brackets.fullmatch(label):
        return _Kind.SURE if may_be_speaker(label[1:-1]) else None
    words = [word.strip(",") for word in _addition.sub(" ", label).split()]
    name = " ".join(words)
    if _role.fullmatch(name.casefold()) or _code.fullmatch(name):
        return _Kind.SURE
    if not 0 < len(words) <= MOST_WORDS or _not_in_labels.search(name):
        return None
    if not all(map(_is_of_name, words)):
        plain = len(words) < 3 and all(word.isalpha() for word in words)
        known = any(word.casefold() in NO_NAMES for word in words)
        return _Kind.LOWER if plain and not known and name == name.lower() else None
    is_name = any(_is_capital(word) or "@" in word for word in words)
    return _Kind.NAME if is_name or name.isdigit() else None


def _is_full(name: str) -> bool:
    """Two words or more of a name in lower case, such as that of a key."""
    words = [word for word in _addition.sub(" ", name).split() if any(map(str.isalpha, word))]
    return len([word for word in words if word not in PARTICLES]) > 1


def _is_of_name(word: str) -> bool:
    if word in PARTICLES or "@" in word or not any(map(str.isalpha, word)):
        return True
    if word.casefold() in NO_NAMES:
        return False
    if "." in word:
        return bool(_abbreviation.fullmatch(word))
    return _is_capital(word)


def _is_capital(word: str) -> bool:
    """A capital at the beginning or inside, as in iPhone; scripts without case count as such."""
    return any(letter.isalpha() and not letter.islower() for letter in word)


def _clock(match: re.Match[str]) -> float:
    return _seconds(match["hours"] or "0", match["minutes"], match["seconds"])


def _seconds(hours: str, minutes: str, seconds: str) -> float:
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
