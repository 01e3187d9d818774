"""Settings, the root of all URLs, the look of every page, the demo; nothing of the domain."""
