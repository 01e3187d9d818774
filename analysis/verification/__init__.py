"""A report computed again from a data package, without the database that it was written from."""
