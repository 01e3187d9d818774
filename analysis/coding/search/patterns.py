r"""Patterns that no text makes the server wait for (Thompson, CACM 1968).

Python's `re` tries one way through a pattern after the other, and some patterns have more of them
than it can ever try. Here all ways are followed at once, one character after the other, so a match
takes time that grows with its length and with the pattern's alone; a deadline holds the rest. The
longest match at the earliest place is found.

There are characters, `.`, sets such as `[a-z]`, the classes `\w`, `\d`, `\s` and their opposites,
`\b` and `\B`, `^` and `$` for the ends of lines, groups, `|`, and `* + ? {m} {m,} {m,n}`.
References to groups and looking around are not among them: they cannot be matched in this way.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from time import thread_time

from analysis.errors import UnfitPattern

LONGEST_PATTERN = 200
"""Characters."""

MOST_STATES = 1_000
"""Places within a pattern, its repetitions written out."""

MOST_REMEMBERED = 50_000
"""Steps that are kept, since texts repeat them."""

CHECKED_EVERY = 1_000
"""Characters and states that were followed between two looks at the clock."""

Test = Callable[[str], bool]
Match = tuple[int, int]


class Deadline:
    """Raises UnfitPattern where matching takes more than a number of seconds of computing."""

    def __init__(self, seconds: float, clock: Callable[[], float] = thread_time) -> None:
        self._clock = clock
        self._ends = clock() + seconds
        self._work = 0

    def spend(self, work: int = 1) -> None:
        self._work += work
        if self._work < CHECKED_EVERY:
            return
        self._work = 0
        if self._clock() > self._ends:
            raise UnfitPattern(
                "This pattern takes too long in so many texts. Begin it with a letter instead of a "
                "repetition, or choose a question or a speaker."
            )


@dataclass(frozen=True)
class One:
    """A character that passes a test."""

    test: Test


@dataclass(frozen=True)
class Look:
    """A place between characters: ^, $, b or B."""

    kind: str


@dataclass(frozen=True)
class Sequence:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True)
class Either:
    options: "tuple[Node, ...]"


@dataclass(frozen=True)
class Repeat:
    """A part `least` times or more, at most `most` times where that is not None."""

    part: "Node"
    least: int
    most: int | None


Node = One | Look | Sequence | Either | Repeat

QUANTIFIER = re.compile(r"[*+?]|\{(\d{1,3})(?:(,)(\d{0,3}))?\}")
SET = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
CLASSES = frozenset("dDwWsS")
CONTROLS = {"n": "\n", "t": "\t"}


class Parser:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def parsed(self) -> Node:
        node = self._either()
        if self.at < len(self.pattern):
            raise self._unfit("A bracket is closed that was not opened")
        return node

    def _unfit(self, what: str) -> UnfitPattern:
        return UnfitPattern(f"{what}, at character {self.at + 1} of the pattern.")

    def _next(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _either(self) -> Node:
        options = [self._sequence()]
        while self._next() == "|":
            self.at += 1
            options.append(self._sequence())
        return Either(tuple(options)) if len(options) > 1 else options[0]

    def _sequence(self) -> Node:
        parts = []
        while self._next() not in {"", "|", ")"}:
            parts.append(self._repeated())
        return Sequence(tuple(parts))

    def _repeated(self) -> Node:
        if QUANTIFIER.match(self.pattern, self.at):
            raise self._unfit("There is nothing to repeat")
        atom = self._atom()
        quantifier = QUANTIFIER.match(self.pattern, self.at)
        if quantifier is None:
            return atom
        self.at = quantifier.end()
        if QUANTIFIER.match(self.pattern, self.at):
            raise self._unfit("A repetition cannot be repeated; put brackets around the first one")
        least, most = _bounds(quantifier)
        if most is not None and most < least:
            raise self._unfit("A repetition has fewer at most than at least")
        return Repeat(atom, least, most)

    def _atom(self) -> Node:
        character = self._next()
        if character == "(":
            return self._group()
        if character == "[":
            return self._set()
        if character == "\\":
            return self._escaped()
        self.at += 1
        if character == ".":
            return One(lambda found: found != "\n")
        if character in {"^", "$"}:
            return Look(character)
        return One(_test(re.escape(character)))

    def _group(self) -> Node:
        self.at += 1
        if self.pattern.startswith("?:", self.at):
            self.at += 2
        elif self._next() == "?":
            raise self._unfit("A pattern cannot look around or name its groups here")
        node = self._either()
        if self._next() != ")":
            raise self._unfit("A bracket is not closed")
        self.at += 1
        return node

    def _set(self) -> Node:
        match = SET.match(self.pattern, self.at)
        if match is None:
            raise self._unfit("A set in square brackets is not closed")
        inside = re.sub(r"(\\.)|([\[&~|])", lambda part: part[1] or f"\\{part[2]}", match[0][1:-1])
        try:
            if "--" in inside:
                raise self._unfit("A set has two hyphens; write one of them as \\-")
            test = _test(f"[{inside}]")
        except re.error as problem:
            raise self._unfit("A set in square brackets cannot be read") from problem
        self.at = match.end()
        return One(test)

    def _escaped(self) -> Node:
        character = self.pattern[self.at + 1 : self.at + 2]
        if character in {"b", "B"}:
            node: Node = Look(character)
        elif character in CLASSES:
            node = One(_test(f"\\{character}"))
        elif character in CONTROLS:
            node = One(_test(re.escape(CONTROLS[character])))
        elif not character or character.isalnum():
            raise self._unfit("A backslash stands before what it does not belong to here")
        else:
            node = One(_test(re.escape(character)))
        self.at += 2
        return node


def _bounds(quantifier: re.Match[str]) -> tuple[int, int | None]:
    known: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
    if quantifier[0] in known:
        return known[quantifier[0]]
    least, most = int(quantifier[1]), quantifier[3]
    if quantifier[2] is None:
        return least, least
    return least, int(most) if most else None


def _test(single: str) -> Test:
    """Whether one character matches; of one character `re` has no two ways to try."""
    matches = re.compile(single, re.IGNORECASE).fullmatch
    return lambda found: matches(found) is not None


@dataclass
class State:
    """A place in a pattern: it is left by a character, past a look, or freely."""

    following: tuple[int, ...] = ()
    test: Test | None = None
    look: str = ""


@dataclass
class Pattern:
    """A pattern to be matched, whatever the case of letters."""

    states: list[State] = field(default_factory=list)
    begin: int = 0
    _steps: dict[tuple[frozenset[int], str, str], tuple[bool, frozenset[int]]] = field(
        default_factory=dict
    )
    _beginnings: dict[tuple[str, str], bool] = field(default_factory=dict)

    def matches(self, text: str, deadline: Deadline) -> Iterator[Match]:
        """The matches from left to right, none overlapping another and none empty."""
        behind, before = 0, "begin"
        for position, character in enumerate(text):
            if position >= behind and self._can_begin(before, character, deadline):
                end = self._longest(text, position, deadline)
                if end > position:
                    yield position, end
                    behind = end
            before = _kind(character)

    def _can_begin(self, before: str, character: str, deadline: Deadline) -> bool:
        """Whether a match of a character or more could begin with this one; most cannot."""
        key = (before, character)
        known = self._beginnings.get(key)
        if known is None:
            _, following = self._step(frozenset((self.begin,)), before, character, deadline)
            known = self._beginnings[key] = bool(following)
        return known

    def _longest(self, text: str, start: int, deadline: Deadline) -> int:
        """Where the longest match ends that begins here; `start` where there is none."""
        current, end = frozenset((self.begin,)), start
        for position in range(start, len(text) + 1):
            deadline.spend()
            before = _kind(text[position - 1]) if position else "begin"
            is_match, current = self._step(current, before, text[position : position + 1], deadline)
            if is_match:
                end = position
            if not current:
                break
        return end

    def _step(
        self, current: frozenset[int], before: str, character: str, deadline: Deadline
    ) -> tuple[bool, frozenset[int]]:
        """Whether a match ends before a character, and where one is behind it."""
        key = (current, before, character)
        known = self._steps.get(key)
        if known is None:
            reached = self._reached(current, before, character)
            deadline.spend(len(reached))
            following = frozenset(
                place
                for number in reached
                if (test := self.states[number].test) and character and test(character)
                for place in self.states[number].following
            )
            known = (ACCEPTING in reached, following)
            if len(self._steps) >= MOST_REMEMBERED:
                self._steps.clear()
            self._steps[key] = known
        return known

    def _reached(self, current: frozenset[int], before: str, character: str) -> set[int]:
        """Every place that is reached from the current ones without a further character."""
        reached: set[int] = set()
        waiting = list(current)
        while waiting:
            number = waiting.pop()
            if number in reached:
                continue
            reached.add(number)
            state = self.states[number]
            if state.test is None and (not state.look or _holds(state.look, before, character)):
                waiting += state.following
        return reached


ACCEPTING = 0
"""The state behind the end of a pattern."""


@lru_cache(maxsize=1_000)
def _kind(character: str) -> str:
    if character == "\n":
        return "line"
    return "word" if character.isalnum() or character == "_" else "other"


def _holds(look: str, before: str, character: str) -> bool:
    if look == "^":
        return before in {"begin", "line"}
    if look == "$":
        return character in {"", "\n"}
    is_edge = (before == "word") != (bool(character) and _kind(character) == "word")
    return is_edge == (look == "b")


def pattern_of(text: str) -> Pattern:
    """Raises UnfitPattern, whose sentence says what is wrong and where."""
    if len(text) > LONGEST_PATTERN:
        raise UnfitPattern(f"A pattern has at most {LONGEST_PATTERN} characters. Shorten it.")
    pattern = Pattern(states=[State()])
    pattern.begin = _build(Parser(text).parsed(), ACCEPTING, pattern.states)
    return pattern


def _build(node: Node, after: int, states: list[State]) -> int:
    """Add the states of a node that goes on to the state `after`; return its first one."""
    if isinstance(node, One):
        return _added(states, State((after,), test=node.test))
    if isinstance(node, Look):
        return _added(states, State((after,), look=node.kind))
    if isinstance(node, Sequence):
        for part in reversed(node.parts):
            after = _build(part, after, states)
        return after
    if isinstance(node, Either):
        options = tuple(_build(option, after, states) for option in node.options)
        return _added(states, State(options))
    return _build_repeat(node, after, states)


def _build_repeat(node: Repeat, after: int, states: list[State]) -> int:
    begin = after
    if node.most is None:
        begin = _added(states, State())
        states[begin].following = (_build(node.part, begin, states), after)
    else:
        for _ in range(node.most - node.least):
            begin = _added(states, State((_build(node.part, begin, states), after)))
    for _ in range(node.least):
        begin = _build(node.part, begin, states)
    return begin


def _added(states: list[State], state: State) -> int:
    if len(states) >= MOST_STATES:
        raise UnfitPattern("This pattern repeats too much. Use smaller numbers of repetitions.")
    states.append(state)
    return len(states) - 1
