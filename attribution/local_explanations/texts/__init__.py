"""Explanations of single decisions of a linear model on texts, as blocks of panels.

Every explanation begins with what it shows and how to read it, in about as many words, so that none
is recommended by how it is introduced.
"""
