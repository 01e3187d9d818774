"""General helpers that know no domain: every app may import them, and they import none."""
