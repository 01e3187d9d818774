"""The options of the command `attribute`, and which of them go together."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

RUN_OPTIONS = (
    "seeds",
    "candidates",
    "shard",
    "backend",
    "scheduler",
    "most_hours",
    "methods",
    "explain",
    "study",
)
RULE_OPTIONS = ("gate", "direction", "most")
SCENARIO_OPTIONS = ("cub_root", "data", "classes", "source", "recipe", "checkpoint", "device")
DRAFT_OPTIONS = (
    *("label", "identifier", "text", "first", "last", "series", "time", "value"),
    *("encoding", "separator", "run", "draft"),
)


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "scenario",
        help="a scenario file such as loans.yaml; or the kind of data to draft one for: table, "
        "texts, series or images; or what ships, such as loan or loan-explanations",
    )
    parser.add_argument(
        "--seeds", type=int, help="how many seeds the ensemble has (10; the paper had 1)"
    )
    parser.add_argument(
        "--candidates", type=int, help="act only on so many training samples, drawn by class (all)"
    )
    parser.add_argument("--jobs", type=int, default=1, help="worker processes (1)")
    parser.add_argument("--shard", help="this process's share of the work, such as 2/8")
    parser.add_argument(
        "--out", type=Path, help="the run's folder (runs/SCENARIO), or the file that is drafted"
    )
    parser.add_argument("--backend", choices=["dask"], help="train on a cluster's workers")
    parser.add_argument("--scheduler", help="the address of the Dask scheduler")
    parser.add_argument("--most-hours", type=float, help="refuse what takes longer (72)")
    parser.add_argument(
        "--methods",
        action="store_true",
        default=None,
        help="also score approximate attribution methods by the effects, which retrains subsets",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        default=None,
        help="texts: also bundle explanations of the errors, such as marked words",
    )
    parser.add_argument("--study", type=Path, help="write a study on the bundle into this folder")
    _add_rule(parser)
    _add_data(parser)
    of_panels = parser.add_argument_group("option of loan-explanations")
    of_panels.add_argument(
        "--effects", type=Path, help="the bundle of the loan's effects (fixtures/effects/loan)"
    )


def _add_rule(parser: ArgumentParser) -> None:
    rule = parser.add_argument_group("which training samples are listed as relevant")
    rule.add_argument("--gate", help="the test they pass: t, q, nguyen or none (t)")
    rule.add_argument("--direction", help="helpful or any (helpful)")
    rule.add_argument(
        "--most", type=int, help="how many a list has at most (10, or 50 with collection)"
    )
    rule.add_argument(
        "--as-published",
        action="store_true",
        help="one seed, the test of Nguyen et al., any direction; birds: full fine-tuning",
    )


def _add_data(parser: ArgumentParser) -> None:
    data = parser.add_argument_group("data of one's own, and birds")
    data.add_argument("--data", type=Path, help="a file, or a folder with a folder for each class")
    data.add_argument("--label", help="the column that holds the labels")
    data.add_argument("--identifier", help="the column that names the rows (row-0001 and so on)")
    data.add_argument("--encoding", help="of a file that is no photograph (guessed)")
    data.add_argument("--separator", help="what stands between values (guessed)")
    data.add_argument("--text", help="texts: the column that holds them")
    data.add_argument("--first", help="series: the column of a curve's first value")
    data.add_argument("--last", help="series: the column of its last value")
    data.add_argument("--series", help="series, a row for each point: the column of the curve")
    data.add_argument("--time", help="the column of the point's time")
    data.add_argument("--value", help="the column of its value")
    data.add_argument("--source", help="where the data come from, and their licence")
    data.add_argument("--classes", nargs="+", help="birds and images: only these classes")
    data.add_argument("--recipe", help="images: frozen-backbone or full-fine-tuning")
    data.add_argument("--checkpoint", type=Path, help="images: weights to fine-tune from")
    data.add_argument("--device", help="birds and images: cpu or cuda")
    data.add_argument("--cub-root", type=Path, help="birds: the folder CUB_200_2011")
    data.add_argument(
        "--run", action="store_true", default=None, help="run the draft where nothing is wrong"
    )
    data.add_argument(
        "--draft", action="store_true", default=None, help="images: draft a scenario file"
    )


def check(options: dict[str, Any]) -> None:
    """Raises CommandError for options that do not go together."""
    numbers = [options[name] for name in ("jobs", "seeds", "candidates")]
    if any(number is not None and number < 1 for number in numbers):
        raise CommandError("--seeds, --jobs and --candidates take whole numbers from 1 upwards.")
    if options["as_published"] and given(options, ("seeds", *RULE_OPTIONS)):
        raise CommandError(
            "--as-published settles the seeds and which samples are listed: leave out "
            "--seeds, --gate, --direction and --most."
        )
    if bool(options["backend"]) != bool(options["scheduler"]):
        raise CommandError("--backend dask and --scheduler ADDRESS go together.")


def given(options: dict[str, Any], names: Sequence[str]) -> list[str]:
    """Those of the names whose options were typed."""
    return [name for name in names if options[name] is not None]


def spelled(names: Sequence[str]) -> str:
    return ", ".join(f"--{name.replace('_', '-')}" for name in names)
