"""A form's choice among the studies in which somebody may do what the form does."""

from django import forms

from survey.members.access import Account, studies_where
from survey.studies.find import current_version
from survey.studies.models import Study


class StudyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice by title; none before `offer` is told for whom."""

    def __init__(self, permission: str, **options: object) -> None:
        super().__init__(Study.objects.none(), **options)  # type: ignore[arg-type]
        self.permission = permission

    def offer(self, user: Account) -> None:
        self.queryset = studies_where(user, self.permission).order_by("slug")

    def label_from_instance(self, study: Study) -> str:
        version = current_version(study.slug)
        return version.definition.title if version else study.slug


def offer_studies(form: forms.Form, user: Account) -> None:
    """Fill every choice of a study in a form with those of an account."""
    for field in form.fields.values():
        if isinstance(field, StudyChoice):
            field.offer(user)
