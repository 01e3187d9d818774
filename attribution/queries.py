"""Whole questions about stored effects: the only way the survey reads them."""

SHIPPED = frozenset({"birds", "fashion", "loan"})
"""The scenarios this project computes effects for."""


def known_bundles() -> frozenset[str]:
    """The names a study's scenarios may use."""
    return SHIPPED
