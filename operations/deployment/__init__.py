"""The files that a server needs, filled in: units, timers, nginx, environment, databases."""
