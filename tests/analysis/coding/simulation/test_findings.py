"""Simulated coders know the words of simulated participants."""

import re

from analysis.coding.simulation.findings import PHRASES
from survey.design.question_types.synthetic_text import REASONS, SENTENCE_STARTS
from tests.analysis.coding_world import shipped


def test_coders_know_the_words_of_simulated_participants_and_the_themes_of_the_codebook() -> None:
    said = " ".join((*SENTENCE_STARTS, *REASONS))
    keys = {theme.key for _area, theme in shipped().placed()}
    for segment, themes in PHRASES.items():
        assert re.search(re.escape(segment), said)
        assert keys.issuperset(themes)
