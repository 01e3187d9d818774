"""A small bundle of panels that holds every type of block, and tools to spoil it."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from attribution.panels.builders import Shown, bars, markdown, marked_text, picture
from attribution.panels.bundle import PanelBundle
from attribution.panels.reader import read_content
from attribution.panels.writer import PanelWriter
from core.digests import digest

AXES: dict[str, list[str | int]] = {"explanation": ["words", "none"], "amount": [3, "all"]}


def picture_bytes(
    size: tuple[int, int] = (30, 20), kind: str = "PNG", colour: str = "red"
) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def small_writer(folder: Path) -> PanelWriter:
    """Two errors, two axes; the picture of the first error is made in the folder."""
    (folder / "map.png").write_bytes(picture_bytes())
    panels = PanelWriter("word-attributions", source="Example, 2027 (CC0)", axes=AXES)
    about: list[Shown] = [picture(folder / "map.png", alternative_text="A red map")]
    panels.error("case-1", title="A loan refused", facts={"true_class": "good"}, blocks=about)
    panels.error("case-2", title="A loan granted")
    for error in ("case-1", "case-2"):
        panels.show(error, {"explanation": "none"}, [markdown("Nothing is explained.")])
        for amount, words in ((3, 2), ("all", 3)):
            shown = marked_text(
                ["a", "good", "loan"][:words],
                [0, 2, -1][:words],
                caption="Words",
                positive="for it",
                negative="against it",
            )
            table = bars({"good": 2.0, "loan": -1.0}, caption="Their weights")
            panels.show(error, {"explanation": "words", "amount": amount}, [shown, table])
    return panels


def small_bundle(folder: Path) -> Path:
    """The folder of the bundle."""
    folder.mkdir(parents=True, exist_ok=True)
    small_writer(folder).write(folder / "bundle")
    return folder / "bundle"


def document(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "bundle.json").read_text("utf-8"))
    return content


def read_document(folder: Path, content: dict[str, Any]) -> PanelBundle:
    """Read a document with the pictures of a folder."""
    return read_content(folder, json.dumps(content).encode())


def rewrite(folder: Path, content: bytes) -> None:
    """Alter the content and make the manifest's digest agree, as a careless tool would."""
    (folder / "bundle.json").write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["bundle_sha256"] = digest(content)
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
