"""Keys are made of names, and free."""

import pytest

from analysis.coding.codebooks.slugs import free_key


@pytest.mark.parametrize(
    ("name", "taken", "key"),
    [
        ("Feature engineering", (), "feature_engineering"),
        ("Größe: zu klein!", (), "groe_zu_klein"),
        ("42 samples", (), "theme_42_samples"),
        ("数据", (), "theme"),
        ("Noise", ("noise", "noise_2"), "noise_3"),
        ("a" * 60, ("a" * 40,), f"{'a' * 40}_2"),
    ],
)
def test_a_key_is_made_of_a_name_and_numbered_where_it_is_taken(
    name: str, taken: tuple[str, ...], key: str
) -> None:
    assert free_key(name, taken) == key
