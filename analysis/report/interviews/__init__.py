"""The report on a study of interviews: the sample, the process, the themes, and what they led to."""
