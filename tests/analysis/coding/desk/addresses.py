"""The addresses of the desk."""

from tests.analysis.coding_world import CodingWorld


def desk(coding: CodingWorld, rest: str = "") -> str:
    return f"/admin/analysis/codinground/{coding.round.pk}/desk/{rest}"
