"""What approximate methods of attribution estimate, beside what retraining shows."""
