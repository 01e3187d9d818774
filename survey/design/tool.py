"""The tool of a trial: what it shows, and how it starts. Everything but results can be off.

The paper's tool (section 4.4.2, figure 5) has the error, the controls, the results and the training
samples, and is preset. What can be switched here was added to it.
"""

from typing import Literal, Self

from pydantic import Field, model_validator

from core.yaml_files.model_errors import fault
from survey.design.design_space import LevelKey
from survey.design.fields import Key, Part, Switch


class Tool(Part):
    """The tool in which participants explore settings."""

    verdicts: Switch = True
    """Whether a change is called better, worse or no clear change"""
    chart: Switch = True
    """Whether the measure in front is drawn before and after"""
    mean_loss: Switch = True
    """Whether the mean loss over the test examples is among the other measures"""
    tried_settings: Switch = True
    """Whether the settings tried so far are listed"""
    comparison: Switch = True
    """Whether two settings tried can be compared side by side"""
    option_order: Literal["random", "as_written"] = "random"
    """Whether each participant has an order of their own of the levels on axes without an order"""
    preset: dict[Key, LevelKey] | None = Field(default=None, min_length=1)
    """The level of each axis that is selected at first; none where left out"""

    @model_validator(mode="after")
    def _compared_results_are_listed(self) -> Self:
        if self.comparison and not self.tried_settings:
            raise fault(
                "settings are compared from the list of those tried, which is switched off.",
                "Add comparison: false, or leave the list on.",
            )
        return self
