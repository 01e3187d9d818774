"""Explanations of single decisions of a linear model on a table. No Django here."""
