"""Data of the practice trial: 150 irises of three species (Fisher, 1936; CC BY 4.0)."""

from sklearn.datasets import load_iris as bundled_iris

from attribution.data.dataset import Dataset
from attribution.data.split import Split
from attribution.data.table import Column, table_dataset

SOURCE = (
    "Iris, R. A. Fisher, 1936, UCI Machine Learning Repository, https://doi.org/10.24432/C56C76, "
    "CC BY 4.0, as scikit-learn corrects it"
)
# A third is for testing, since a fifth holds hardly any error.
SPLIT = Split(test_share=1 / 3, seed=0)

COLUMNS = (
    Column("sepal_length", "Length of the sepals", "cm"),
    Column("sepal_width", "Width of the sepals", "cm"),
    Column("petal_length", "Length of the petals", "cm"),
    Column("petal_width", "Width of the petals", "cm"),
)
CLASSES = {0: "Setosa", 1: "Versicolor", 2: "Virginica"}


def load_iris() -> Dataset:
    """Read the 150 rows that come with scikit-learn."""
    data = bundled_iris()
    table = {
        column.name: data.data[:, position].tolist() for position, column in enumerate(COLUMNS)
    }
    table["species"] = data.target.tolist()
    return table_dataset(
        table,
        name="Iris",
        source=SOURCE,
        columns=COLUMNS,
        label="species",
        classes=CLASSES,
        split=SPLIT,
    )
