"""The addresses of the desk."""

from tests.analysis.coding_world import CodedStudy


def desk(coding: CodedStudy, rest: str = "") -> str:
    return f"/admin/analysis/codinground/{coding.round.pk}/desk/{rest}"
