"""The pages of a study are tried with the studies that analysis is tried with."""

from tests.analysis.conftest import coding, interviews, rosa, studied

__all__ = ["coding", "interviews", "rosa", "studied"]
