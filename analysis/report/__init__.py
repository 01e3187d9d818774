"""A report: what was observed, put into sections, tables, figures and sentences; no Django."""
