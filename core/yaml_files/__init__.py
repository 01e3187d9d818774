"""YAML files that people write: read with the line of every value, refused with every problem."""
