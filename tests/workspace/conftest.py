"""The pages of a study are tried with the studies that analysis is tried with."""

from tests.analysis.conftest import coding, interviews, rosa, studied, studied_first

__all__ = ["coding", "interviews", "rosa", "studied", "studied_first"]
