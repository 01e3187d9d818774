"""The admins of the workspace, gathered from their rooms so that Django finds them."""

from workspace.read.exclusion_log import ExclusionStepAdmin

__all__ = ["ExclusionStepAdmin"]
