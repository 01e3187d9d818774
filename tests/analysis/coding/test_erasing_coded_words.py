"""Nothing that a participant wrote outlives them in the memory of the process that showed it."""

import gc
from functools import _lru_cache_wrapper
from types import FunctionType, ModuleType

import pytest

from analysis.coding.attributes.write import Typed, add_attribute, write_values
from analysis.coding.desk.apply_codes import Segment
from analysis.coding.memos.write import About, write_memo
from survey.leaving.withdraw import withdraw
from survey.models import Participant
from tests.analysis.coding_world import CodingWorld, browser
from tests.world import NOON

pytestmark = pytest.mark.django_db

OURS = ("analysis.", "attribution.", "config.", "survey.", "operations.")
FOLLOWED = ("builtins", "collections", *OURS)
"""Where the types of what a cache holds are from; what a library made leads to everything else."""
PASSED_BY = FunctionType | ModuleType | type

MARKER = "Zwielicht"
"""In no other test: theirs may name a theme so, and names of themes are kept."""
SECRET = f"{MARKER}, as nobody else would say it."


def is_kept(words: str) -> bool:
    """Whether a cache of ours holds them, in what its function was asked or in what it answered."""
    waiting: list[object] = [
        cache
        for cache in gc.get_objects()
        if type(cache) is _lru_cache_wrapper and cache.__module__.startswith(OURS)
    ]
    seen = {id(cache) for cache in waiting}
    while waiting:
        held = waiting.pop()
        if issubclass(type(held), str) and words in str(held):
            return True
        for inner in gc.get_referents(held):
            ours = type(inner).__module__.startswith(FOLLOWED)
            if ours and id(inner) not in seen and not issubclass(type(inner), PASSED_BY):
                seen.add(id(inner))
                waiting.append(inner)
    return False


def test_words_that_were_shown_are_in_no_cache_once_they_are_erased(coding: CodingWorld) -> None:
    answer = coding.unit().answer
    assert answer is not None
    answer.value = SECRET
    answer.save()
    part = Segment(0, len(MARKER))
    coding.code(coding.ann, "class_overlap", segment=part)
    coding.code(coding.ben, "mislabeled_data", segment=part)
    case, home = coding.cases[0], f"/admin/analysis/codinground/{coding.round.pk}/"
    ann = browser(coding.ann)
    assert MARKER in ann.get(f"{home}desk/{case.pk}/").content.decode()
    write_memo(coding.codebook, About(case=case), SECRET, by=coding.rita, now=NOON)
    write_values(add_attribute(coding.founding.study, "Says"), {case.pk: Typed(SECRET, "")})
    coding.compare()
    assert MARKER in ann.get(f"{home}comparison/{case.pk}/").content.decode()
    rita, book = browser(coding.rita), f"/admin/analysis/codebook/{coding.codebook.pk}/"
    for page in ("passages/people/?coder=*", "memos/people/", "attributes/people/"):
        assert MARKER in rita.get(book + page).content.decode()
    withdraw(Participant.objects.get(case=case), now=NOON)
    assert not is_kept(MARKER)
    for page in ("passages/people/?coder=*", "memos/people/", "attributes/people/"):
        assert MARKER not in rita.get(book + page).content.decode()
