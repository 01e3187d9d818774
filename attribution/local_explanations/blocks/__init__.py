"""Explanations as blocks of panels, in words for people who read applications for loans.

Every explanation begins with what it shows and how to read it, in about as many words, so that none
is recommended by how it is introduced.
"""
