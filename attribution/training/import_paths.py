"""Estimators by import path, for scenario files."""

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType
from typing import Any

from core.digests import digest

INSTALLED = {"site-packages", "dist-packages"}
"""Names of the folders that hold installed packages."""


class ImportProblem(Exception):
    """A path that leads to nothing; `message` says what is wrong, `remedy` what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message, self.remedy = message, remedy


@dataclass(frozen=True)
class OwnObject:
    """What a path in somebody's own module names, and the digests of the files that define it."""

    value: Any
    files: dict[str, str]


def installed_object(path: str) -> Any:
    """What a path such as `sklearn.ensemble.RandomForestClassifier` names in installed packages.

    Raises ImportProblem, which names the nearest module or name that is there.
    """
    module_name, _, name = path.rpartition(".")
    if not module_name or not all(part.isidentifier() for part in path.split(".")):
        raise ImportProblem(
            f"{path!r} is no import path.",
            "Write the module and the class, such as sklearn.ensemble.RandomForestClassifier.",
        )
    return _member(_module(module_name), name)


def own_object(path: str, folder: Path) -> OwnObject:
    """What a path names in a module of `folder`, or else in installed packages; runs the module.

    The folder is on the import path only meanwhile, and its modules are forgotten afterwards, so
    that modules of the same name in two folders do not get mixed up. Workers get what it names by
    value. Raises ImportProblem.
    """
    with _importing_from(folder, path.partition(".")[0]) as own_modules:
        value = installed_object(path)
        files = [Path(module.__file__) for module in own_modules() if module.__file__]
    root = folder.resolve()
    digests = {
        file.relative_to(root).as_posix(): digest(file.read_bytes()) for file in sorted(files)
    }
    return OwnObject(value, digests)


def _module(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as problem:
        missing = problem.name or name
        if not (name == missing or name.startswith(f"{missing}.")):
            raise ImportProblem(
                f"{name} needs the package {missing}, which is not installed.",
                "Install it in this program's environment.",
            ) from problem
        parent, _, last = missing.rpartition(".")
        if not parent:
            raise ImportProblem(
                f"There is no package {missing!r}.",
                "Install it in this program's environment, or correct the path.",
            ) from problem
        there = [module.name for module in pkgutil.iter_modules(_module(parent).__path__)]
        raise ImportProblem(f"{parent} has no module {last!r}.", _nearest(last, there)) from problem
    except SyntaxError as problem:
        raise ImportProblem(
            f"{name} cannot be imported: line {problem.lineno} is no Python ({problem.msg}).",
            "Correct the line.",
        ) from problem
    except Exception as problem:  # a module may raise anything
        raise ImportProblem(
            f"{name} cannot be imported: {type(problem).__name__}: {problem}.",
            "Correct the module.",
        ) from problem


def _member(module: ModuleType, name: str) -> Any:
    try:
        return getattr(module, name)
    except AttributeError as problem:
        there = [member for member in dir(module) if not member.startswith("_")]
        raise ImportProblem(
            f"{module.__name__} has no {name!r}.", _nearest(name, there)
        ) from problem


def _nearest(name: str, there: list[str]) -> str:
    nearest = nearest_names(name, there)
    return f"Did you mean {' or '.join(nearest)}?" if nearest else "Correct the path."


def nearest_names(name: str, there: list[str]) -> list[str]:
    """At most two names that resemble one, whatever their capitals."""
    by_small = {member.lower(): member for member in there}
    return [by_small[small] for small in get_close_matches(name.lower(), by_small, n=2)]


@contextmanager
def _importing_from(folder: Path, first: str) -> Iterator[Callable[[], list[ModuleType]]]:
    """Import from a folder first; gives a function that lists the modules that came from it.

    `first` is the module that is asked for: one of the same name elsewhere makes room meanwhile.
    """
    root, shadowed = folder.resolve(), {}
    if (root / f"{first}.py").exists() or (root / first).is_dir():
        of_same_name = [name for name in sys.modules if name.partition(".")[0] == first]
        shadowed = {name: sys.modules.pop(name) for name in of_same_name}
    before = set(sys.modules)

    def own_modules() -> list[ModuleType]:
        new = [sys.modules[name] for name in sorted(set(sys.modules) - before)]
        return [module for module in new if _is_in(root, module)]

    sys.path.insert(0, str(root))
    importlib.invalidate_caches()
    try:
        yield own_modules
    finally:
        sys.path.remove(str(root))
        for module in own_modules():
            del sys.modules[module.__name__]
        sys.modules.update(shadowed)


def _is_in(root: Path, module: ModuleType) -> bool:
    """Whether a module is somebody's own; an environment may lie in the same folder."""
    file = getattr(module, "__file__", None)
    paths = [file] if file else list(getattr(module, "__path__", ()))
    return bool(paths) and all(
        Path(path).is_relative_to(root) and not INSTALLED & set(Path(path).parts) for path in paths
    )
