"""The checks of `doctor`; each yields findings in plain sentences."""
