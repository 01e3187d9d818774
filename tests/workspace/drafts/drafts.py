"""Studies with drafts, made by the pages that people make them with."""

from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config.roles import RESEARCHERS
from survey.studies.drafts.shipped import files_of_shipped
from survey.studies.models import Study

DRAFT = "/admin/studies/mine/design/draft/"


def maker(name: str) -> Client:
    """The browser of somebody who may make studies, and is a member of none."""
    user = User.objects.create(username=name, is_staff=True)
    user.groups.add(Group.objects.get(name=RESEARCHERS))
    client = Client()
    client.force_login(user)
    return client


def made(client: Client, name: str = "mine", shipped: str = "tda-needfinding") -> Study:
    sent = {"way": "shipped", "shipped-shipped": shipped, "shipped-name": name}
    response = client.post("/admin/new-study/", sent)
    assert response.status_code == 302, response.content.decode()
    return Study.objects.get(slug=name)


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def study_text(shipped: str = "tda-needfinding") -> str:
    return files_of_shipped(shipped)["study.yaml"].decode()
