"""What it means: codebook, codes, agreement; choices and codes, statistics, report."""
