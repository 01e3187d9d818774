"""Stopping, withdrawing, erasure, and the end of retention."""
