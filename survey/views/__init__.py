"""Pages for visitors and participants; views only translate between requests and the survey."""
