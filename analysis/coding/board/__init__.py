"""The affinity board, on which the themes and areas of a codebook are moved."""
