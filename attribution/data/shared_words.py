"""Which words of a text another one has as well."""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from unicodedata import category, normalize

COMMON_ENGLISH = frozenset(
    """
    a about above after again against all also am an and any are aren as at be because been
    before being below between both but by can could couldn did didn do does doesn doing don
    down during each else ever few for from further get got had hadn has hasn have haven
    having he her here hers herself him himself his how however if in into is isn it its
    itself just let like ll may me might more most must my myself no nor not now of off on
    once only or other our ours ourselves out over own per please quite re really same shall
    she should shouldn so some such than that the their theirs them themselves then there
    these they this those through to too under until up upon us ve very was wasn we were weren
    what when where which while who whom whose why will with won would wouldn yet you your
    yours yourself yourselves
    """.split()  # noqa: SIM905  it reads better than a list
)
"""Words that say nothing of what an English text is about."""

COMMON_SHARE = 0.5
"""Words of more than this share of the texts are common, in whatever language."""

FEWEST_TEXTS = 10
"""Of fewer texts nothing is said of how common a word is."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of a text, and whether it is a word that another text has as well."""

    text: str
    is_shared: bool


def words_of(text: str) -> frozenset[str]:
    """The words of a text, compared without regard to case and to how accents are encoded."""
    return frozenset(_plain(word) for word, is_word in _pieces(text) if is_word)


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that are so common among texts that to share them says nothing."""
    counts: Counter[str] = Counter()
    number = 0
    for text in texts:
        counts.update(words_of(text))
        number += 1
    if number < FEWEST_TEXTS:
        return COMMON_ENGLISH
    most = COMMON_SHARE * number
    return COMMON_ENGLISH.union(word for word, count in counts.items() if count > most)


def telling_words(text: str, common: Set[str]) -> Set[str]:
    """The words of a text that say something of it: uncommon, and longer than a letter or digit."""
    return {word for word in words_of(text) if len(word) > 1} - common


def stretches(text: str, wanted: Set[str]) -> Iterator[Stretch]:
    """The whole text in stretches, of which the words among `wanted` are marked."""
    plain = ""
    for piece, is_word in _pieces(text):
        if is_word and _plain(piece) in wanted:
            if plain:
                yield Stretch(plain, is_shared=False)
            yield Stretch(piece, is_shared=True)
            plain = ""
        else:
            plain += piece
    if plain:
        yield Stretch(plain, is_shared=False)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, which are in turn words and what stands between them."""
    start, was_word = 0, False
    for position, character in enumerate(text):
        is_word = _is_of_words(character)
        if is_word != was_word:
            if position > start:
                yield text[start:position], was_word
            start, was_word = position, is_word
    if start < len(text):
        yield text[start:], was_word


@cache
def _is_of_words(character: str) -> bool:
    """Letters with the marks on them, and digits."""
    return category(character)[0] in "LMN"


def _plain(word: str) -> str:
    return normalize("NFC", normalize("NFC", word).casefold())
