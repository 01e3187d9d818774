"""Bundles for researchers to inspect, and what every app's admin is made with."""

from attribution.admin.bundles import StoredBundleAdmin

__all__ = ["StoredBundleAdmin"]
