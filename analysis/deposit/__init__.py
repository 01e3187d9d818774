"""All that goes with a paper into an archive such as OSF: data, report, study, codebooks, plan."""
