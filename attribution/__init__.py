"""Which training data matter to a model error: datasets, retraining, effects and their storage."""
