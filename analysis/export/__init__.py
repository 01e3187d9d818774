"""A study's data as a package of tables that other programs open."""
