"""Who works on which study, as what, and what each of them may do there."""
