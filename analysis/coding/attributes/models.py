"""Attributes of cases that somebody typed; those from the survey are read from its answers."""

from django.db import models

from analysis.coding.cases.models import Case
from survey.studies.models import Study


class Attribute(models.Model):
    """Something that is known of cases of a study, such as their role."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="attributes")
    key = models.SlugField(max_length=50, help_text="In files and in the data")
    name = models.CharField(max_length=100)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("study", "key"), name="one_attribute_per_key"),
            models.UniqueConstraint(fields=("study", "name"), name="one_attribute_per_name"),
        )

    def __str__(self) -> str:
        return self.name


class AttributeValue(models.Model):
    """The value of an attribute for one case, deleted with the case."""

    attribute = models.ForeignKey(Attribute, on_delete=models.CASCADE, related_name="values")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attribute_values")
    value = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("attribute", "case"), name="one_value_per_attribute_of_a_case"
            ),
        )

    def __str__(self) -> str:
        return f"{self.attribute}: {self.value}"
