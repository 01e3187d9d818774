"""The forms that name an attribute and take a pasted table."""

from django import forms

from analysis.coding.attributes.table import LONGEST_TABLE
from analysis.coding.attributes.write import LONGEST_NAME


class NameForm(forms.Form):
    name = forms.CharField(max_length=LONGEST_NAME)


class TableForm(forms.Form):
    table = forms.CharField(
        max_length=LONGEST_TABLE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 80, "spellcheck": "false"}),
        help_text="Copied from a spreadsheet or a CSV file. The first line names the attributes, "
        "such as case;Role;Country; each further line begins with a label such as P07. "
        "New names become attributes; empty cells leave what is there.",
    )
