"""Studies on their way to a version: made, uploaded, copied, edited and checked in the browser."""
