"""Archive: the data as files, and the end of a study."""
