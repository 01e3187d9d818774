"""Effects of retraining: metrics, tests, ranked lists, groups and bundles. No Django here."""
