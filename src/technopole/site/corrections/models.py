"""The state: one row a report."""

from django.db import models
from django.db.models import Q


class Report(models.Model):
    """What a reader says is wrong with a figure.

    fact:        the id of the figure.
    version:     the version of the pack in which the reader saw it.
    wrong:       what is wrong.
    place:       where the right value stands; may be empty.
    email:       where to answer; may be empty, and is wiped when the report is closed.
    outcome:     what was done about it; empty while it is open.
    """

    fact = models.TextField()
    version = models.TextField()
    wrong = models.TextField()
    place = models.TextField(blank=True)
    email = models.TextField(blank=True)
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        """A closed report says what was done, and keeps no address."""

        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | (Q(closed_at__isnull=False, email="") & ~Q(outcome="")),
                name="corrections_closed_says_how",
            ),
            models.CheckConstraint(condition=~Q(wrong=""), name="corrections_says_what_is_wrong"),
        )
        indexes = (models.Index(fields=["received_at"], name="corrections_received"),)

    def __str__(self) -> str:
        return f"{self.fact}: {self.wrong[:60]}"
