"""What a new database needs for the shipped survey, as commands of `manage.py`."""

LOAD_EFFECTS = tuple(
    ("load_effects", f"fixtures/effects/{bundle}") for bundle in ("loan", "fashion", "iris")
)
LOAD_STUDY = ("load_study", "fixtures/studies/tda-needfinding/study.yaml")
