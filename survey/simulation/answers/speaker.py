"""One simulated participant as somebody who writes: what they hold true, and how they put it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from survey.simulation.answers.beside import (
    FOR_METRIC,
    FOR_MOST,
    FOR_NUMBER,
    FOR_ONE,
    LEADS,
    MISSING,
    MORE,
    REMARKS,
    SHORT,
)
from survey.simulation.answers.causes import CAUSES
from survey.simulation.answers.fixes import FIXES, FIXES_OF
from survey.simulation.answers.grammar import slots, worded
from survey.simulation.answers.kinds import ANY, Kind, Sentences
from survey.simulation.answers.reasons import REASONS
from survey.simulation.answers.weights import (
    ACTION_REASONS,
    CAUSES_BY_ACTION,
    CAUSES_BY_KIND,
    METRIC_REASONS,
    number_reasons,
)

Weights = Mapping[str, float]
WITHOUT = ""
"""In weights: a sentence that carries no theme."""


@dataclass(frozen=True)
class SaidOf:
    """What an answer is about: a trial's kind and facts, and the setting submitted in it.

    `facts` may hold the true and the predicted class, and the number of samples in words.
    """

    kind: Kind = ANY
    facts: Mapping[str, str] = field(default_factory=dict)
    setting: Mapping[str, str] = field(default_factory=dict)


class Speaker:
    """Writes the answers of the founding study's questions, each consistent with those before.

    Questions are known by their keys. The same generator of random numbers gives the same words.
    """

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.experience = ""
        """The key of the answer about years of experience."""
        self._terse = chance.random() < 0.3
        self._talkative = not self._terse and chance.random() < 0.4
        self._mind = chance.choices(
            ("", "focus_on_error", "focus_on_overall_performance"), (5, 2, 3)
        )[0]
        self._cause = ""
        self._more = chance.sample(MORE, len(MORE)) if self._talkative else []
        """What they have not said yet: nobody repeats such a sentence in every answer."""
        self._answers: Mapping[str, Callable[[SaidOf], str]] = {
            "suspected_cause": self._suspected_cause,
            "proposed_fix": self._proposed_fix,
            "next_step": self._proposed_fix,
            "reason_for_action": self._reason_for_action,
            "reason_for_metric": self._reason_for_metric,
            "reason_for_number": self._reason_for_number,
            "missing_information": self._missing_information,
            "remarks": self._remarks,
        }

    def answer(self, question: str, about: SaidOf) -> str:
        """An answer in a few words or sentences; empty for a question that nobody here knows."""
        known = self._answers.get(question)
        if known is None:
            return ""
        if self.chance.random() < 0.04:
            self._cause = "" if question == "suspected_cause" else self._cause
            return self._worded(self.chance.choice(SHORT), about)
        return known(about)

    def _suspected_cause(self, about: SaidOf) -> str:
        by_action = CAUSES_BY_ACTION.get(about.setting.get("action", ""), {})
        by_kind = CAUSES_BY_KIND[about.kind]
        weights = {
            cause: weight * by_kind.get(cause, 1.0) * by_action.get(cause, 1.0)
            for cause, weight in CAUSES_BY_KIND[ANY].items()
        }
        self._cause = self._drawn(weights)
        causes = [self._cause]
        if not self._terse and self.chance.random() < 0.25:
            causes.append(self._drawn({key: n for key, n in weights.items() if key != causes[0]}))
        said = [self._of(CAUSES, cause, about) for cause in causes]
        if self.experience in LEADS and not self._terse and self.chance.random() < 0.3:
            said[0] = f"{self.chance.choice(LEADS[self.experience])} {_small(said[0])}"
        if self.chance.random() < 0.07:
            said.append(self._of(REASONS, "grouping_erroneous_test_samples", about))
        return self._put(said, about)

    def _proposed_fix(self, about: SaidOf) -> str:
        weights = FIXES_OF.get(self._cause, dict.fromkeys(FIXES, 1.0))
        fixes = [self._drawn(weights)]
        rest = {key: weight for key, weight in weights.items() if key != fixes[0]}
        if self.chance.random() < (0.2 if self._terse else 0.45):
            fixes.append(self._drawn(rest))
        return self._put([self._of(FIXES, fix, about) for fix in fixes], about)

    def _reason_for_action(self, about: SaidOf) -> str:
        action = about.setting.get("action", "")
        weights = dict(ACTION_REASONS.get(action, {}))
        if not weights:
            return ""
        if self._cause == "mislabeled_data" and "changing_label_to_correct" in weights:
            weights["changing_label_to_correct"] *= 3
        if about.setting.get("metric") == "loss":
            weights.pop("label_change_probability_boundary", None)
        if self._mind and self.chance.random() < 0.3:
            # Somebody who has one thing in mind in everything.
            return self._put([self._of(REASONS, self._mind, about)], about)
        return self._reason(weights, (), about)

    def _reason_for_metric(self, about: SaidOf) -> str:
        weights = METRIC_REASONS.get((about.setting.get("metric", ""), about.kind))
        if weights and self._mind and self.chance.random() < 0.15:
            return self._put([self._of(REASONS, self._mind, about)], about)
        return self._reason(weights, FOR_METRIC, about) if weights else ""

    def _reason_for_number(self, about: SaidOf) -> str:
        number = about.setting.get("number", "")
        if not number.isdecimal():
            return ""
        beside: tuple[str, ...] = FOR_NUMBER
        if int(number) == 1:
            beside = FOR_ONE
        elif int(number) == 10:
            beside = (*FOR_NUMBER, *FOR_MOST)
        return self._reason(number_reasons(int(number)), beside, about)

    def _reason(self, weights: Weights, beside: tuple[str, ...], about: SaidOf) -> str:
        """One reason, and where somebody writes much at times another."""
        reason = self._drawn(weights)
        if reason == WITHOUT:
            return self._put([self._worded(self.chance.choice(beside), about)], about)
        said = [self._of(REASONS, reason, about)]
        others = {key: n for key, n in weights.items() if key not in (reason, WITHOUT)}
        if others and self._talkative and self.chance.random() < 0.3:
            said.append(self._of(REASONS, self._drawn(others), about))
        return self._put(said, about)

    def _missing_information(self, about: SaidOf) -> str:
        missed = {
            WITHOUT: 5,
            "feature_attribution_inspection": 3,
            "grouping_erroneous_test_samples": 2,
            "manual_inspection": 2,
        }
        return self._reason(missed, MISSING, about)

    def _remarks(self, about: SaidOf) -> str:
        return self._reason({WITHOUT: 6, "study_interface_unfamiliar": 2}, REMARKS, about)

    def _drawn(self, weights: Weights) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _of(self, sentences: Sentences, theme: str, about: SaidOf) -> str:
        """A sentence with a theme, of those that know no more than the trial tells."""
        by_kind = sentences[theme]
        offered = [*by_kind[ANY], *(by_kind.get(about.kind, ()) if about.kind != ANY else ())]
        fitting = [one for one in offered if slots(one) <= about.facts.keys()]
        return self._worded(self.chance.choice(fitting), about) if fitting else ""

    def _worded(self, sentence: str, about: SaidOf) -> str:
        return worded(sentence, about.facts, self.chance)

    def _put(self, said: list[str], about: SaidOf) -> str:
        """Sentences as this person writes them: without a full stop, or with more around them."""
        said = [sentence for sentence in said if sentence]
        if not said:
            return self._worded(self.chance.choice(SHORT), about)
        if self._terse:
            first = said[0] if self.chance.random() < 0.5 else _small(said[0])
            return ", ".join([first, *map(_small, said[1:])])
        if self._more and self.chance.random() < 0.4:
            said.append(self._worded(self._more.pop(), about))
        return " ".join(f"{_great(sentence)}." for sentence in said)


def _small(sentence: str) -> str:
    """With a small first letter, as far as English lets it have one."""
    first = sentence.split(" ", 1)[0]
    keeps = first in {"I", "I'd"} or first.isupper() or not first[:1].isalpha()
    return sentence if keeps else sentence[:1].lower() + sentence[1:]


def _great(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
