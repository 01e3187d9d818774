"""The pictures that a bundle of either kind names."""

from collections.abc import Sequence

from attribution.data.display import Picture
from attribution.effects.bundle import Bundle
from attribution.panels.blocks import PictureFile
from attribution.panels.bundle import PanelBundle


def pictures_of(bundle: Bundle | PanelBundle) -> Sequence[Picture | PictureFile]:
    if isinstance(bundle, PanelBundle):
        return bundle.pictures
    shown = {sample.display for sample in bundle.shown if isinstance(sample.display, Picture)}
    return sorted(shown, key=lambda picture: picture.file)
