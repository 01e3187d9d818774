"""Registers the pages of bundles in the admin."""

from attribution.bundle_pages import StoredBundleAdmin

__all__ = ["StoredBundleAdmin"]
