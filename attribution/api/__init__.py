"""What a trial shows, for programs: read-only, immutable, described by OpenAPI."""
