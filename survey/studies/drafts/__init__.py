"""Study files on their way to a version: uploaded or copied, edited, checked."""
