"""Radio buttons and tick boxes."""

from django.test.html import parse_html

from survey.design.question_types.choices import MultipleChoice, SingleChoice
from survey.participation.page_form import PageForm
from survey.templatetags.inputs import drawn
from tests.survey.participation.questions_of_each_type import sent

OPTIONS = {"yes": "Yes", "no": "No"}


def test_radios_and_tick_boxes_are_drawn_as_django_draws_them() -> None:
    single = SingleChoice(type="single_choice", key="one", text="One?", options=OPTIONS)
    several = MultipleChoice(type="multiple_choice", key="many", text="?", options=OPTIONS)
    for form in (PageForm([single, several]), PageForm([single, several], sent(one="yes"))):
        for field in form:
            for option in field:
                assert parse_html(drawn(option)) == parse_html(option.tag())
