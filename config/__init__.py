"""Settings, the root of all URLs, the look every page shares, and the demo; nothing of the domain."""
