"""Recruit: opening a study, inviting people, and what a panel has to be told."""
