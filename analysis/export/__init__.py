"""The data of a study as a package of tables that other programs open."""
