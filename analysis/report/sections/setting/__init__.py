"""What the setting as a whole tells: settings, reasons, background, trade-offs and a model."""
