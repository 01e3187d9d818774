"""A study's files combined: the study it extends is merged in, texts and pictures filled in.

The result is what a version stores and hashes, so that no other file is needed afterwards.
"""

from os.path import normpath
from pathlib import Path
from typing import Any

from core.yaml_files.files import ON_DISK, Files
from core.yaml_files.problems import KeyPath, Location, Problem, dotted
from core.yaml_files.text_files import read_text
from core.yaml_files.yaml_locations import Located, read_yaml
from survey.design.model_errors import REFERENCE
from survey.design.pictures import (
    LARGEST_TOGETHER,
    SUFFIXES,
    PictureRefused,
    bytes_of_pictures,
    with_pictures,
)
from survey.design.problems import StudyFileError, study_file_errors

EXTENDS = "extends"
FILE = "file"


def read_source(file: Path, files: Files = ON_DISK) -> Located:
    """The whole study of a file.

    `extends: ../other/study.yaml` takes over another study: mappings are merged key by key, all
    else is replaced, and `null` takes a key away. `{file: consent.md}` stands for that file's text,
    and a picture of a text for its content. All paths are relative to the file they are written in
    and stay among the studies beside it.

    Raises StudyFileError.
    """
    with study_file_errors():
        source = _read_extending(file, files, chain=())
    if (size := bytes_of_pictures(source.value)) > LARGEST_TOGETHER:
        message = f"the study's pictures have {size / 1_000_000:.1f} MB together."
        remedy = f"Make them smaller or fewer: {LARGEST_TOGETHER // 1_000_000} MB at most."
        raise StudyFileError([Problem(Location(file, 0), "", message, remedy)])
    return source


def _read_extending(file: Path, files: Files, chain: tuple[Path, ...]) -> Located:
    own = read_yaml(file, reference=REFERENCE, files=files)
    if not isinstance(own.value, dict):
        message, remedy = "a study is a mapping.", "Begin with `study: its-name`."
        raise StudyFileError([Problem(Location(file, 1), "", message, remedy)])
    _fill_texts(own, own.value, (), files)
    if EXTENDS not in own.value:
        return own
    _require_own_names(own)
    parent_file = _beside(own, (EXTENDS,), own.value.pop(EXTENDS), files, ".yaml")
    chain = (*chain, files.resolved(file))
    if files.resolved(parent_file) in chain:
        message, remedy = "studies extend one another in a circle.", "Let one stand on its own."
        raise StudyFileError([Problem(own.location((EXTENDS,)), EXTENDS, message, remedy)])
    parent = _read_extending(parent_file, files, chain)
    return Located(_merged(parent, own, ()), parent.locations | own.locations)


def _require_own_names(own: Located) -> None:
    """A study with its parent's name and version would replace it."""
    for key in ("study", "version"):
        if key not in own.value:
            message = f"a study that extends another needs its own {key}."
            raise StudyFileError([Problem(own.location(()), key, message, f"Write `{key}:` here.")])


def _merged(parent: Located, own: Located, path: KeyPath) -> Any:
    below, above = _at(parent.value, path), _at(own.value, path)
    if not (isinstance(below, dict) and isinstance(above, dict)):
        _forget(parent, path)
        return above
    merged = {
        key: _merged(parent, own, (*path, key)) if key in above else value
        for key, value in below.items()
    }
    for key in above.keys() - below.keys():
        if above[key] is None:
            _refuse_taking_away(own, (*path, key), list(below))
    merged |= {key: value for key, value in above.items() if key not in below}
    return {key: value for key, value in merged.items() if value is not None}


def _refuse_taking_away(own: Located, path: KeyPath, known: list[str]) -> None:
    message = f"there is no {path[-1]} here to take away."
    remedy = f"The study that is extended has: {', '.join(known)}."
    raise StudyFileError([Problem(own.location(path), dotted(path), message, remedy)])


def _forget(parent: Located, path: KeyPath) -> None:
    """Places of a replaced value would point into the wrong file."""
    for other in [known for known in parent.locations if known[: len(path)] == path]:
        del parent.locations[other]


def _at(value: Any, path: KeyPath) -> Any:
    for part in path:
        value = value[part]
    return value


def _fill_texts(source: Located, value: Any, path: KeyPath, files: Files) -> None:
    """Replace every `{file: name.md}` below a value by the text of that file."""
    if not isinstance(value, dict | list):
        return
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in list(items):
        here = (*path, key)
        if isinstance(child, dict) and set(child) == {FILE}:
            text_file = _beside(source, (*here, FILE), child[FILE], files, ".md")
            text = read_text(text_file, files)
            value[key] = _with_pictures(text, Location(text_file, 1), here, files)
            source.locations[here] = Location(text_file, 1)
        elif isinstance(child, str):
            value[key] = _with_pictures(child, source.location(here), here, files)
        else:
            _fill_texts(source, child, here, files)


def _with_pictures(text: str, location: Location, path: KeyPath, files: Files) -> str:
    def find(name: str, line: int) -> Path:
        return _file_beside(location.below(line), path, name, files, *SUFFIXES)

    try:
        return with_pictures(text, find, files)
    except PictureRefused as refused:
        problem = Problem(
            location.below(refused.line), dotted(path), refused.message, refused.remedy
        )
        raise StudyFileError([problem]) from refused


def _beside(source: Located, path: KeyPath, name: object, files: Files, *suffixes: str) -> Path:
    return _file_beside(source.location(path), path, name, files, *suffixes)


def _file_beside(
    location: Location, path: KeyPath, name: object, files: Files, *suffixes: str
) -> Path:
    """The file named at a location; it must lie in the study's folder or in one beside it."""
    folder = location.file.parent
    if not isinstance(name, str) or not name.endswith(suffixes):
        message = f"this should be the path of a {' or '.join(suffixes)} file."
    elif not files.resolved(folder / name).is_relative_to(files.resolved(folder).parent):
        message = "this file lies outside the folder that holds the studies."
    elif not files.holds(folder / name):
        message = f"there is no file {name}."
    else:
        return Path(normpath(folder / name))
    remedy = f"Name a file that exists in {folder}, below it, or in a folder beside it."
    raise StudyFileError([Problem(location, dotted(path), message, remedy)])
