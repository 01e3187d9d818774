"""Which data mattered: dataset, trained ensemble, retrained effects, stored effects."""
