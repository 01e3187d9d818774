"""Hash chains of submissions, so that tampering shows."""
