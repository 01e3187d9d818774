"""Backup, restore, verification, health checks and the audit log."""
