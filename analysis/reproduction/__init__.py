"""The founding study's tables: computed by the report's statistics, beside what it printed."""
