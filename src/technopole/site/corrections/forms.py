"""The one form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

__all__ = ["ReportForm"]


class ReportForm(forms.Form):
    """What is wrong with a figure. `website` is a trap: people do not see it, programs fill it in."""

    wrong = forms.CharField(
        label=_("What is wrong?"),
        help_text=_("For example: the document says 450, and here it is 460."),
        max_length=2000,
        error_messages={"required": _("Say in a few words what is wrong.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place = forms.CharField(
        label=_("Where does the right value stand? (optional)"),
        help_text=_("A document and the place in it, or an address."),
        max_length=500,
        required=False,
    )
    email = forms.EmailField(
        label=_("Where may we answer? (optional)"),
        help_text=_("An e-mail address. It is used for the answer alone and deleted after it."),
        max_length=254,
        required=False,
        error_messages={"invalid": _("This is no e-mail address; write it like name@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for name, field in self.fields.items():
            described = [f"{name}-hint"] if field.help_text else []
            if self.is_bound and self.errors.get(name):
                described.append(f"{name}-error")
                field.widget.attrs["aria-invalid"] = "true"
            if described:
                field.widget.attrs["aria-describedby"] = " ".join(described)

    @property
    def is_from_a_program(self) -> bool:
        """Whether the trap was filled in."""
        return bool(self.data.get("website"))
