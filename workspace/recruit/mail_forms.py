"""Forms of invitations by mail, and the letters that they begin with."""

from typing import Any

from django import forms

from survey.design.definition import SurveyDefinition
from survey.errors import AddressesRefused, MailingRefused
from survey.recruitment.addresses import LARGEST, AddressList, read_addresses
from survey.recruitment.mailing import LONGEST_SUBJECT, LONGEST_TEXT, Letter, require_letter
from workspace.recruit.text_upload import text_in

MOST_BYTES = LARGEST


class LetterForm(forms.Form):
    """Subject and text. Once valid, `letter` holds them."""

    is_reminder = False

    subject = forms.CharField(max_length=LONGEST_SUBJECT, strip=True)
    text = forms.CharField(
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="{{ link }} stands where each person's own link goes.",
    )
    letter: Letter

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text = cleaned.get("text", "").replace("\r\n", "\n")
        self.letter = Letter(cleaned.get("subject", ""), text)
        if not self.errors:
            try:
                require_letter(self.letter, is_reminder=self.is_reminder)
            except MailingRefused as problem:
                self.add_error(None, str(problem))
        return cleaned


class MailingForm(LetterForm):
    """A letter and the addresses that it goes to. Once valid, `listed` holds them."""

    typed = forms.CharField(
        label="Addresses",
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One in each line, or as you copy them from a table or a mail.",
    )
    file = forms.FileField(
        label="Or a file with addresses",
        required=False,
        help_text="A text file, or a table saved as CSV",
    )
    listed: AddressList

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        text = text_in(self, "file", "typed", largest=MOST_BYTES)
        if "file" not in self.errors and "typed" not in self.errors:
            try:
                self.listed = read_addresses(text)
            except AddressesRefused as problem:
                for sentence in problem.problems:
                    self.add_error("typed", sentence)
        return cleaned


class ReminderForm(LetterForm):
    is_reminder = True


def first_letter(study: SurveyDefinition) -> dict[str, str]:
    """A letter from what the study file says, to be changed at will."""
    offer = study.compensation.offer
    thanks = f"{offer}\n\n" if offer else ""
    contact = study.contact
    text = (
        f"Hello,\n\nwe invite you to take part in a study: {study.title}\n\n"
        f"It takes about {study.duration_minutes} minutes. This link is yours alone; it lets one "
        "person begin, once:\n\n{{ link }}\n\n"
        f"{thanks}If you have a question, answer this mail.\n\n{contact.name}\n"
        f"{contact.organisation}\n"
    )
    return {"subject": f"Invitation to a study: {study.title}"[:LONGEST_SUBJECT], "text": text}


def first_reminder(study: SurveyDefinition, letter: Letter) -> dict[str, str]:
    """A reminder that leads back to the link of the first mail."""
    contact = study.contact
    text = (
        f"Hello,\n\nsome days ago we invited you to a study: {study.title}\n\n"
        "If you took part already, thank you: we do not know who did. If not, there is still "
        f"time. Your link is in our mail “{letter.subject}”.\n\n{contact.name}\n"
        f"{contact.organisation}\n"
    )
    return {"subject": f"Reminder: {letter.subject}"[:LONGEST_SUBJECT], "text": text}
