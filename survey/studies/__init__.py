"""Studies: loaded from files as versions, opened for enrolment, preregistered."""
