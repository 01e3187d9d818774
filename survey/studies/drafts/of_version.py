"""The files of a version, made from the JSON that it stores."""

import json
import re
from typing import Any

import yaml

from survey.design.pictures import EMBEDDED, with_pictures_named
from survey.studies.drafts.fit import STUDY
from survey.studies.models import StudyVersion

SUFFIX_OF = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
NULL = "tag:yaml.org,2002:null"

# Of these PyYAML makes blocks that are read otherwise than they were meant.
_NO_BLOCK = re.compile("^[ \t\n]|[ \t](?:\n|$)|[\t\x85\u2028\u2029\ufeff]")


class _Plain(yaml.SafeDumper):
    """Writes as little quoting as our reader needs, to which every plain word but null is text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  the base class declares it so

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value and not _NO_BLOCK.search(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Plain.add_implicit_resolver(NULL, re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Plain.add_representer(str, _text)


def files_of_version(version: StudyVersion) -> dict[str, bytes]:
    """study.yaml with every text in it, and its pictures; reading them gives the same content.

    Comments, and in which files the texts were, are known of no version.
    """
    text, pictures = files_of_content(version.content)
    note = (
        f"# Made from version {version.label} of {version.study.slug} as it is stored: every text "
        "is in this file.\n"
    )
    return {STUDY: (note + text).encode(), **pictures}


def files_of_content(content: str) -> tuple[str, dict[str, bytes]]:
    """The study file, and the pictures it names."""
    pictures: dict[str, bytes] = {}

    def name_of(media_type: str, picture: bytes) -> str:
        name = f"picture-{len(pictures) + 1}.{SUFFIX_OF[media_type]}"
        known = next((path for path, other in pictures.items() if other == picture), name)
        pictures[known] = picture
        return known

    def named(value: Any) -> Any:
        match value:
            case str():
                return with_pictures_named(value, name_of) if EMBEDDED.search(value) else value
            case list():
                return [named(child) for child in value]
            case dict():
                return {key: named(child) for key, child in value.items()}
        return value

    text = yaml.dump(
        named(json.loads(content)), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100
    )
    return text, pictures
