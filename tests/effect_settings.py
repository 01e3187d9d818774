"""Settings of training-data effects, for tests."""

from attribution.settings import Setting


def effect_setting(action: str, metric: str, number: int | str) -> Setting:
    return Setting({"action": str(action), "metric": str(metric), "number": str(number)})
