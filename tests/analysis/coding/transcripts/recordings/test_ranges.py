"""Parts of a file, asked for as RFC 9110 says."""

from pathlib import Path

import pytest

from analysis.coding.transcripts.recordings.ranges import CHUNK, Part, part_asked_for, read_part


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-", (0, 100)),
        ("bytes=10-19", (10, 20)),
        ("bytes=90-1000", (90, 100)),
        ("bytes=-5", (95, 100)),
        ("bytes=-1000", (0, 100)),
        ("", None),
        ("bytes=-", None),
        ("bytes=20-10", None),
        ("bytes=0-1,5-6", None),
        ("seconds=1-2", None),
    ],
)
def test_what_is_asked_for_is_a_part_or_the_whole(
    header: str, part: tuple[int, int] | None
) -> None:
    assert part_asked_for(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=1000-2000", "bytes=-0"])
def test_a_part_behind_the_end_is_refused(header: str) -> None:
    with pytest.raises(ValueError, match="bytes"):
        part_asked_for(header, 100)


def test_a_part_is_read_in_pieces(tmp_path: Path) -> None:
    file, content = tmp_path / "file", bytes(range(256)) * 1000
    file.write_bytes(content)
    pieces = list(read_part(file, Part(7, 200_000)))
    assert b"".join(pieces) == content[7:200_000]
    assert max(map(len, pieces)) == CHUNK
