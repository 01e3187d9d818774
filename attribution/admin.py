"""Bundles for researchers to inspect, and what every app's admin is made with."""

from attribution.bundle_pages import StoredBundleAdmin

__all__ = ["StoredBundleAdmin"]
