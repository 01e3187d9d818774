"""What a study file says about coding, in a new version of the founding study."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

from survey.design.coding import Coding
from survey.studies.load import store_version
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON, founding_study


def plan_coding(coding: CodingWorld, plan: dict[str, Any], *, version: str = "9.1") -> None:
    """Load a version that differs in its coding alone; the newest name counts."""
    file = founding_study()
    changed = {"version": version, "coding": Coding.model_validate(plan).model_dump()}
    content = json.dumps({**json.loads(file.content), **changed})
    definition = file.definition.model_copy(update={"version": version})
    digest = sha256(content.encode()).hexdigest()
    major, minor = version.split(".")
    later = NOON + timedelta(days=10 * int(major) + int(minor))
    changed_file = replace(file, definition=definition, content=content, digest=digest)
    store_version(changed_file, loaded_at=later)
    assert coding.founding.study.versions.filter(label=version).exists()
