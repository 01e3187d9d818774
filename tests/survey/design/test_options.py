"""In which order the options of a trial stood."""

from survey.design.options import OptionOrder, option_order
from survey.design.tool import Tool
from tests.world import founding_study

STUDY = founding_study().definition
WRITTEN = STUDY.settings_of("tabular")
STORED = {
    "action": ["upweighting", "label_change", "removal"],
    "metric": ["predicted_class_probability", "loss", "true_class_probability"],
}


def test_a_stored_order_is_the_participant_s() -> None:
    assert option_order(STUDY, "tabular", STORED) == OptionOrder(
        True, tuple(STORED["action"]), tuple(STORED["metric"])
    )


def test_an_order_stored_as_written_was_not_drawn() -> None:
    as_written = STUDY.model_copy(update={"tool": Tool(option_order="as_written")})
    assert not option_order(as_written, "tabular", STORED).is_random


def test_without_a_stored_order_options_stood_as_written() -> None:
    assert option_order(STUDY, "tabular", {}) == OptionOrder(
        False, tuple(WRITTEN.actions), tuple(WRITTEN.metrics)
    )
