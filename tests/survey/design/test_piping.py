"""Placeholders: a closed list, filled in as plain words, and only by what is known by then."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.design.piping import (
    OF_ERROR,
    OF_SETTING,
    filled_line,
    filled_text,
    out_of_reach,
    placeholders_in,
)
from survey.design.problems import StudyFileError
from survey.design.reading import read_study
from survey.design.texts import rendered

BUNDLES = frozenset({"birds", "fashion", "iris", "loan"})
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
NASTY = st.text(alphabet="<>&\"'`*_[]()#|!\\{}- \n\ue000\ue0010az:/")


def test_a_placeholder_is_read_with_its_fallback() -> None:
    (plain, spoken, unknown) = placeholders_in(
        'A {{ setting.action }} or {{answer.remarks  or "nothing, yet"}}, {{ settings }}'
    )
    assert (plain.name, plain.fallback, str(plain)) == (
        "setting.action",
        "\N{EN DASH}",
        "{{ setting.action }}",
    )
    assert (spoken.answer, spoken.fallback) == ("remarks", "nothing, yet")
    assert not unknown.is_known


@pytest.mark.parametrize("name", [*OF_SETTING, *OF_ERROR, "answer.a_1"])
def test_every_known_name_is_filled_in_a_line_and_in_a_text(name: str) -> None:
    written, values = f"Why {{{{ {name} }}}}?", {name: "a & b"}
    assert filled_line(written, values) == "Why a & b?"
    assert filled_text(written, values) == "<p>Why a &amp; b?</p>\n"


def test_nothing_is_a_dash_or_the_words_given_for_it() -> None:
    for values in ({}, {"answer.a": ""}, {"answer.a": " \n "}):
        assert filled_line('{{ answer.a }} {{ answer.a or "none" }}', values) == (
            "\N{EN DASH} none"
        )


def test_words_become_one_line() -> None:
    assert filled_line("“{{ answer.a }}”", {"answer.a": "one\n\n  two"}) == "“one two”"


@given(text=WORDS)
def test_a_line_without_placeholders_stays_as_it_is(text: str) -> None:
    if not list(placeholders_in(text)):
        assert filled_line(text, {"setting": "x"}) == text
        assert filled_text(text, {"setting": "x"}) == rendered(text)


def tags(html: str) -> list[str]:
    return re.findall(r"<[^>]*>", html)


@given(value=NASTY | WORDS, around=NASTY)
def test_no_word_that_is_filled_in_becomes_markup_or_a_link(value: str, around: str) -> None:
    text = f"{around}\n\n- **{{{{ answer.a }}}}** [{{{{ answer.a }}}}](https://example.org)"
    html = filled_text(text, {"answer.a": value})
    assert tags(html) == tags(filled_text(text, {"answer.a": "words"}))


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        "[x](https://evil.example)",
        "<https://evil.example>",
        "![x](data:image/png;base64,AAAA)",
        "{{ setting }}",
        "**bold**",
        '" onclick="x',
    ],
)
def test_words_are_shown_as_they_were_typed(value: str) -> None:
    html = filled_text(
        'You said "{{ answer.a }}". ![{{ answer.a }}](data:image/png;base64,AAAA)',
        {"answer.a": value, "setting": "never"},
    )
    assert html.count("<") == 3  # the paragraph and the picture
    assert "never" not in html
    assert html.count("onclick") == 2 * value.count("onclick")
    assert 'onclick="x' not in html


def test_rendered_texts_in_memory_hold_nobodys_words() -> None:
    rendered.cache_clear()
    filled_text("{{ answer.a }}", {"answer.a": "one"})
    filled_text("{{ answer.a }}", {"answer.a": "two"})
    assert rendered.cache_info().currsize == 1


def test_what_stands_in_an_address_is_not_filled_in() -> None:
    (found,) = out_of_reach("[x](https://example.org/{{answer.a}}) {{ answer.b }}")
    assert found.name == "answer.a"


QUESTION = 'text: "Why did you choose {{ setting.action }} as the action?"'
BRIEF = "brief-image.md"


@pytest.mark.parametrize(
    "question",
    [
        "Why did you choose {{ setting.action }}, {{ setting.metric }}, {{ setting.number }}?",
        "{{ error }}: {{ error.true_class }}, {{ error.predicted_class }}, {{ setting }}",
        'You wrote “{{ answer.suspected_cause }}” ({{ answer.developed_models or "nothing" }})',
    ],
)
def test_a_follow_up_takes_up_the_trial_and_what_was_answered_before(
    study_folder: Path, question: str
) -> None:
    assert said(study_folder, QUESTION, f"text: '{question}'") == ""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            QUESTION,
            "text: 'Why {{ setting.colour }}?'",
            "follow_up[2].questions[1].text: there is no placeholder {{ setting.colour }}. Use one",
        ),
        (
            QUESTION,
            "text: 'Why {{ answer.nothing }}?'",
            "Use a question that is asked on an earlier page: data_types, deep_models, developed_",
        ),
        (QUESTION, "text: 'Why {{ answer.reason_for_metric }}?'", "no answer to reason_for_metric"),
        (QUESTION, "text: 'Why {{ answer.check_metric }}?'", "no answer to check_metric"),
        (
            "text: What is your gender?",
            "text: 'What about {{ error }}?'",
            "background[1].questions[1].text: {{ error }} is known only after a trial. Move it to",
        ),
        (
            "title: Before you go",
            "title: 'Bye {{ answer.gender }}'",
            "closing[1].title: {{ answer.gender }} is not filled in here. Move it to a question",
        ),
        (
            "text: Is there anything else you would like to tell us?",
            "text: 'More than {{ answer.suspected_cause }}?'",
            "no answer to suspected_cause",
        ),
    ],
)
def test_what_cannot_be_filled_in_is_refused_with_a_remedy(
    study_folder: Path, old: str, new: str, expected: str
) -> None:
    assert expected in said(study_folder, old, new)


def test_a_placeholder_in_a_file_of_its_own_is_found_on_its_line(study_folder: Path) -> None:
    brief = study_folder / "tda-needfinding" / BRIEF
    brief.write_text("One\n\nTwo {{ setting }}\n[x](https://e.org/{{answer.gender}})\n")
    problems = said(study_folder, "", "")
    assert f"{BRIEF}, line 3, scenarios.image.brief: {{{{ setting }}}} is known only" in problems
    assert "line 4, scenarios.image.brief: {{answer.gender}} stands in an address." in problems


def test_braces_of_ones_own_are_let_be_where_nothing_is_filled_in(study_folder: Path) -> None:
    assert said(study_folder, "title: Before you go", "title: 'Of {{ mustaches }}'") == ""


def said(study_folder: Path, old: str, new: str) -> str:
    """What is wrong with the founding study after a change; empty where nothing is."""
    file = study_folder / "tda-needfinding" / "study.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    try:
        read_study(file, bundles=BUNDLES)
    except StudyFileError as error:
        return str(error)
    return ""
