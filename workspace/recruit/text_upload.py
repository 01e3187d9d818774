"""A list that is written in a box or sent as a text file."""

from django import forms


def text_in(form: forms.Form, file: str, typed: str, *, largest: int) -> str:
    """The text of both fields; a file that cannot be read adds an error to the form."""
    text: str = form.cleaned_data.get(typed) or ""
    sent = form.cleaned_data.get(file)
    if sent is None:
        return text
    if (sent.size or 0) > largest:
        form.add_error(file, f"This file has more than {largest:,} bytes. Send a smaller one.")
        return ""
    try:
        content: str = sent.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        form.add_error(file, "This is no text in UTF-8. Save it as a text file (.txt, .csv).")
        return ""
    return f"{text}\n{content}" if text else content
