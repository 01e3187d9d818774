"""The installed project: the wheel puts all of its folders and manage.py into this package.

Names such as `config` and `survey` are too common to be everybody's in an environment. Another
program's modules therefore import ours by the name of the package, here and in a checkout:
`from needfinder.survey.design.reading import read_study` (docs/decisions/0020).
"""

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

HERE = str(Path(__file__).parent)
ROOMS = ("analysis", "attribution", "config", "core", "operations", "survey", "workspace")
"""What the wheel lays in here: `force-include` in pyproject.toml."""


class Rooms(MetaPathFinder, Loader):
    """Makes `needfinder.survey` another name of the module `survey`, not a second copy of it."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        package, _, module = name.partition(".")
        if package == __name__ and module.partition(".")[0] in ROOMS:
            return ModuleSpec(name, self)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = importlib.import_module(spec.name.partition(".")[2])
        spec.loader_state = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        # It ran under its own name; the import system has just given it the spec of the other one.
        assert module.__spec__ is not None  # noqa: S101
        module.__spec__ = module.__spec__.loader_state


if HERE not in sys.path:
    sys.path.insert(0, HERE)
if not any(isinstance(finder, Rooms) for finder in sys.meta_path):
    sys.meta_path.insert(0, Rooms())
