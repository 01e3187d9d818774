"""The three controls of a trial."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from attribution.axes import Action, Metric
from attribution.effects.trial import Setting
from survey.design.scenarios import Settings
from survey.design.tool import in_order_of


class SettingForm(forms.Form):
    """A choice on each axis from what the study offers, in a participant's order of options."""

    action = forms.ChoiceField(label="Action", widget=forms.RadioSelect)
    metric = forms.ChoiceField(label="Metric", widget=forms.RadioSelect)
    number = forms.ChoiceField(label="Number of training samples", widget=forms.RadioSelect)

    def __init__(
        self,
        settings: Settings,
        order: Mapping[str, Sequence[str]],
        data: QueryDict | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        actions = in_order_of(order.get("action"), settings.actions)
        metrics = in_order_of(order.get("metric"), settings.metrics)
        offered: dict[str, list[tuple[str, str]]] = {
            "action": [(action, _option(Action(action))) for action in actions],
            "metric": [(metric, Metric(metric).description.title) for metric in metrics],
            "number": [(str(number), str(number)) for number in settings.numbers],
        }
        for axis, choices in offered.items():
            field = self.fields[axis]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
            field.choices = choices
            field.error_messages["required"] = "Please choose one."

    def setting(self) -> Setting:
        axes = (self.cleaned_data[axis] for axis in ("action", "metric", "number"))
        return Setting.parse(*axes)


def _option(action: Action) -> str:
    return f"{action.description.title}: {action.description.explanation}"
