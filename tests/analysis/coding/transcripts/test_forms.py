"""Uploaded keys are read and checked before anything is done with them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from analysis.coding.transcripts import forms
from analysis.coding.transcripts.forms import RestoreForm
from analysis.coding.transcripts.keys import key_file
from analysis.coding.transcripts.pseudonyms import pseudonymised
from tests.analysis.coding.transcripts.interview import CHOSEN, TURNS

KEY = pseudonymised(TURNS, CHOSEN)[1]


def restoring(content: str) -> RestoreForm:
    file = SimpleUploadedFile("key.json", content.encode())
    return RestoreForm({}, MultiValueDict({"key": [file]}))


def test_an_uploaded_key_is_read() -> None:
    form = restoring(key_file([KEY]))
    assert form.is_valid()
    assert form.cleaned_data["key"] == (KEY,)


def test_other_files_are_refused_in_one_sentence() -> None:
    assert restoring("{}").errors["key"] == [
        "This is no key to a transcript. Choose the JSON file that was written with it."
    ]


def test_a_key_that_would_be_written_to_a_disk_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "LARGEST_KEY", 10)
    (sentence,) = restoring(key_file([KEY])).errors["key"]
    assert str(sentence).startswith(
        "key.json is larger than 10 bytes. Use needfinder on the server"
    )
