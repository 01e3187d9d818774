"""Where to send somebody's thanks."""

from django import forms


class ContactForm(forms.Form):
    required_css_class = "required"

    address = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        error_messages={
            "required": "Please write an address, or leave this page as it is.",
            "invalid": "This is no e-mail address. Write it as name@example.org.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
