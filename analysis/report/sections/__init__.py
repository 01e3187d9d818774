"""The parts of a report, each built from the shared material; None where a study has no such."""
