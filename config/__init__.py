"""Settings, URLs, log-in, the look of every page, and the demo; nothing of the domain."""
