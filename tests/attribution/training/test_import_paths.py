import sys
from pathlib import Path

import cloudpickle
import numpy as np
import pytest
from sklearn.ensemble import RandomForestClassifier

from attribution.training.classifier import ClassifierTrainer
from attribution.training.import_paths import ImportProblem, installed_object, own_object
from attribution.training.intervention import NOTHING
from attribution.training.task import TrainingTask
from core.digests import digest

OWN = """
from numbers_of_mine import DEPTH
from sklearn.tree import DecisionTreeClassifier

class Tree(DecisionTreeClassifier):
    def fit(self, X, y, sample_weight=None):
        return super().fit(X, y, sample_weight)

def tree():
    return Tree(max_depth=DEPTH)
"""


def write_module(folder: Path, depth: int) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "my_models.py").write_text(OWN)
    (folder / "numbers_of_mine.py").write_text(f"DEPTH = {depth}\n")
    return folder


def test_a_path_names_a_class_of_an_installed_package() -> None:
    assert installed_object("sklearn.ensemble.RandomForestClassifier") is RandomForestClassifier


@pytest.mark.parametrize(
    ("path", "sentences"),
    [
        ("RandomForestClassifier", "is no import path. Write the module and the class"),
        ("sklearn ensemble.Forest", "is no import path."),
        ("sklearn.ensemble.randomforestclassifer", "Did you mean RandomForestClassifier"),
        ("sklearn.ensemble.Xyzzy", "sklearn.ensemble has no 'Xyzzy'. Correct the path."),
        ("sklearn.ensembles.Forest", "sklearn has no module 'ensembles'. Did you mean ensemble?"),
        ("sklearn.ensemble.more.Forest", "sklearn.ensemble has no module 'more'."),
        ("no_such_package.Forest", "There is no package 'no_such_package'. Install it"),
    ],
)
def test_a_wrong_path_is_explained(path: str, sentences: str) -> None:
    with pytest.raises(ImportProblem) as problem:
        installed_object(path)
    assert sentences in str(problem.value)


def test_modules_of_one_name_in_two_folders_do_not_get_mixed_up(tmp_path: Path) -> None:
    path, modules = list(sys.path), set(sys.modules)
    shallow = own_object("my_models.tree", write_module(tmp_path / "shallow", 1))
    deep = own_object("my_models.tree", write_module(tmp_path / "deep", 5))
    assert (shallow.value().max_depth, deep.value().max_depth) == (1, 5)
    assert sys.path == path
    assert not {"my_models", "numbers_of_mine"} & (set(sys.modules) - modules)


def test_a_module_may_be_called_as_one_that_is_loaded_already(tmp_path: Path) -> None:
    (tmp_path / "attribution.py").write_text("DEPTH = 7\n")
    assert own_object("attribution.DEPTH", tmp_path).value == 7
    import attribution

    assert attribution.__file__ != str(tmp_path / "attribution.py")
    assert sys.modules["attribution"] is attribution


def test_the_digests_are_those_of_the_files_that_were_imported(tmp_path: Path) -> None:
    write_module(tmp_path, 3)
    (tmp_path / "unused.py").write_text("1 / 0\n")
    assert own_object("my_models.tree", tmp_path).files == {
        "my_models.py": digest(OWN.encode()),
        "numbers_of_mine.py": digest(b"DEPTH = 3\n"),
    }


def test_an_environment_in_the_folder_is_not_somebody_s_own_code(tmp_path: Path) -> None:
    installed = tmp_path / ".venv" / "site-packages"
    installed.mkdir(parents=True)
    (installed / "rented_model.py").write_text("MODEL = 1\n")
    (tmp_path / "my_models.py").write_text("from rented_model import MODEL\n")
    sys.path.append(str(installed))
    try:
        own = own_object("my_models.MODEL", tmp_path)
        assert own.files.keys() == {"my_models.py"}
        assert "rented_model" in sys.modules
    finally:
        sys.path.remove(str(installed))
        sys.modules.pop("rented_model", None)


def test_workers_get_a_model_of_own_code_by_value(tmp_path: Path) -> None:
    trainer = ClassifierTrainer(own_object("my_models.tree", write_module(tmp_path, 2)).value())
    inputs, labels = np.arange(20.0)[:, np.newaxis], np.arange(20) // 10
    task = TrainingTask(inputs, labels, 1 - labels, inputs, 2, seed=0)
    sent = cloudpickle.dumps(trainer)
    for name in ("my_models.py", "numbers_of_mine.py"):
        (tmp_path / name).unlink()
    expected = trainer.train_many(task, [NOTHING])
    assert np.array_equal(cloudpickle.loads(sent).train_many(task, [NOTHING]), expected)


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        ("tree = (\n", "my_models cannot be imported: line 1 is no Python"),
        ("1 / 0\n", "cannot be imported: ZeroDivisionError: division by zero. Correct the module"),
        ("import no_such_package\n", "needs the package no_such_package, which is not installed."),
        ("trees = 1\n", "my_models has no 'tree'. Did you mean trees?"),
    ],
)
def test_own_code_that_fails_is_explained(tmp_path: Path, content: str, sentences: str) -> None:
    (tmp_path / "my_models.py").write_text(content)
    with pytest.raises(ImportProblem) as problem:
        own_object("my_models.tree", tmp_path)
    assert sentences in str(problem.value)
    assert "my_models" not in sys.modules
