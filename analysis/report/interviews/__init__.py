"""The report on interviews: the sample, the process, the themes, and what they led to."""
