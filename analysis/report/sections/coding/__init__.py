"""Sections about what coders found in people's words; there are none where nothing was coded."""
