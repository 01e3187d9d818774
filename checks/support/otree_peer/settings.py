"""The shipped survey's flow as an oTree project: the peer in checks/speed/participants.py."""

SESSION_CONFIGS = [
    {"name": "needfinding", "num_demo_participants": 1, "app_sequence": ["needfinding"]}
]
SESSION_CONFIG_DEFAULTS = {
    "real_world_currency_per_point": 1,
    "participation_fee": 0,
}
LANGUAGE_CODE = "en"
REAL_WORLD_CURRENCY_CODE = "EUR"
USE_POINTS = False
SECRET_KEY = "nothing worth keeping is stored here"  # noqa: S105
