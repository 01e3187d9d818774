"""Pictures of study texts, read from their files once and embedded in the text.

`![alternative text](picture.png)` becomes `![alternative text](data:image/png;base64,...)`, so that
a version of a study needs no other file, and a page no other server.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from core.picture_formats import format_of
from core.yaml_files.files import ON_DISK, Files

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
LARGEST_PICTURE = 300_000
"""In bytes, for one file."""
LARGEST_TOGETHER = 2_000_000
"""In bytes, for all pictures of a study."""
LONGEST_SIDE = 2_000
"""In pixels."""

EMBEDDED = re.compile(r"data:image/(?:png|jpeg|webp);base64,([A-Za-z0-9+/]+={0,2})")

# A span of code is passed over: what looks like a picture in it is shown as it stands.
_WRITTEN = re.compile(
    r"(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|(?<!\\)!\[(?P<alternative>(?:[^\[\]\\]|\\.)*)\]\((?P<file>[^()\s]+)\)",
    flags=re.DOTALL,
)
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


Find = Callable[[str, int], Path]


class PictureRefused(Exception):
    """A picture that cannot be shown. `line` counts the lines of its text from 0."""

    def __init__(self, line: int, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.line, self.message, self.remedy = line, message, remedy


def with_pictures(text: str, find: Find, files: Files = ON_DISK) -> str:
    """The text with its pictures embedded; `find` returns the file of a name on a line.

    Raises PictureRefused, and whatever `find` raises.
    """
    if "![" not in text:
        return text
    lines = text.splitlines(keepends=True)
    parts, begin = [], 0
    for first, last in [*_blocks_of_code(text), (len(lines), len(lines))]:
        prose = "".join(lines[begin:first])
        parts += [_embedded(prose, begin, find, files), "".join(lines[first:last])]
        begin = last
    embedded = "".join(parts)
    _require_all_embedded(embedded)
    return embedded


def with_pictures_named(text: str, name_of: Callable[[str, bytes], str]) -> str:
    """The text with the name of a file in place of each embedded picture.

    `name_of` is given the media type and the content. What `with_pictures` embedded it embeds again
    to the same text.
    """

    def replaced(match: re.Match[str]) -> str:
        embedded = EMBEDDED.fullmatch(match["file"] or "")
        if embedded is None:
            return match[0]
        media_type = embedded[0].removeprefix("data:").split(";")[0]
        return f"![{match['alternative']}]({name_of(media_type, b64decode(embedded[1]))})"

    lines = text.splitlines(keepends=True)
    parts, begin = [], 0
    for first, last in [*_blocks_of_code(text), (len(lines), len(lines))]:
        parts += [_WRITTEN.sub(replaced, "".join(lines[begin:first])), "".join(lines[first:last])]
        begin = last
    return "".join(parts)


def without_pictures(text: str) -> str:
    """The text without the bytes of its pictures, for counting words."""
    return EMBEDDED.sub("", text)


def bytes_of_pictures(value: Any) -> int:
    """The size in bytes of all embedded pictures below a value."""
    if isinstance(value, str):
        return sum(len(match[1]) * 3 // 4 for match in EMBEDDED.finditer(value))
    children = value.values() if isinstance(value, dict) else value
    return sum(map(bytes_of_pictures, children)) if isinstance(value, dict | list) else 0


def _blocks_of_code(text: str) -> Iterator[tuple[int, int]]:
    """The first line and the line after the last one, of each block."""
    for token in _MARKDOWN.parse(text):
        if token.type in {"fence", "code_block"} and token.map:
            yield token.map[0], token.map[1]


def _embedded(prose: str, first_line: int, find: Find, files: Files) -> str:
    def replaced(match: re.Match[str]) -> str:
        if match["file"] is None:
            return match[0]
        line = first_line + prose.count("\n", 0, match.start())
        if not match["alternative"].strip():
            message = f"the picture {_short(match['file'])} has no alternative text."
            remedy = "Say between the square brackets what it shows, for whoever cannot see it."
            raise PictureRefused(line, message, remedy)
        address = _address(find(match["file"], line), line, files)
        return f"![{match['alternative']}]({address})"

    return _WRITTEN.sub(replaced, prose)


def _address(file: Path, line: int, files: Files) -> str:
    def refused(message: str, remedy: str) -> PictureRefused:
        return PictureRefused(line, f"the picture {file.name} {message}", remedy)

    try:
        content = files.content(file, LARGEST_PICTURE + 1)
    except OSError as problem:
        raise refused(f"cannot be read ({problem.strerror}).", "Check its permissions.") from None
    if len(content) > LARGEST_PICTURE:
        remedy = f"Save it smaller: {LARGEST_PICTURE // 1000} kB at most."
        raise refused(f"is larger than {LARGEST_PICTURE // 1000} kB.", remedy)
    image_format = format_of(content)
    if image_format is None:
        raise refused("is not a whole PNG, JPEG or WebP.", "Save it anew in one of these formats.")
    if max(image_format.width, image_format.height) > LONGEST_SIDE:
        size = f"{image_format.width} by {image_format.height} pixels"
        remedy = f"Scale it down to {LONGEST_SIDE:,} pixels at most on each side."
        raise refused(f"has {size}.", remedy)
    return f"data:{image_format.media_type};base64,{b64encode(content).decode()}"


def _require_all_embedded(text: str) -> None:
    """Pictures in other notations, which would show nothing."""
    marked = EMBEDDED.sub("embedded", text)
    for block in _MARKDOWN.parse(marked):
        for token in block.children or ():
            if token.type == "image" and token.attrs["src"] != "embedded":
                raise PictureRefused(
                    block.map[0] if block.map else 0,
                    f"the picture {_short(str(token.attrs['src']))} is not written in the one way "
                    "that is read.",
                    "Write ![alternative text](picture.png), with no space in the file's name.",
                )


def _short(name: str) -> str:
    return name if len(name) <= 60 else name[:57] + "..."
