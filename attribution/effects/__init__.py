"""What retraining shows: metrics, effects, ranked lists, groups, bundles. No Django here."""
