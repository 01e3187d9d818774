"""How effects are written: signed, with their standard deviation, never more digits than meant."""

from collections.abc import Sequence
from typing import Any

from django import template

from attribution.effects.bundle import Change, Estimate, Provenance

register = template.Library()


@register.filter
def at(values: Sequence[Any], position: int) -> Any:
    return values[position]


@register.filter
def recipe_name(provenance: Provenance) -> str:
    """What was trained, in the words of its trainer."""
    return str(provenance.recipe["model"]["kind"])


@register.filter
def words(name: str) -> str:
    return name.replace("_", " ")


@register.filter
def signed(value: float) -> str:
    """Four decimals with a sign, a true minus among them."""
    return f"{value:+.4f}".replace("-", "\N{MINUS SIGN}")


@register.filter
def estimate(value: Estimate) -> str:
    return f"{value.mean:.4f} ±\N{NO-BREAK SPACE}{value.standard_deviation:.4f}"


@register.filter
def change(value: Change) -> str:
    return f"{signed(value.change)} ± {value.standard_deviation:.4f}"


@register.filter
def probability(value: float) -> str:
    return "< 0.0001" if value < 0.0001 else f"{value:.4f}"
