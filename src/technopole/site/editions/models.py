"""The state: one row an edition, with the pack's own bytes."""

from django.db import models
from django.db.models import Q


class Edition(models.Model):
    """One version of a pack, as it was loaded.

    The bytes are kept, so that an answer given under an earlier version can be given again, and so
    that the site shows what was loaded and not what happens to be installed.
    """

    pack_id = models.CharField(max_length=100)
    version = models.CharField(max_length=64)  # the SHA-256 of the pack's files, in hexadecimal
    content = models.BinaryField()
    loaded_at = models.DateTimeField()
    is_current = models.BooleanField(default=False)

    class Meta:
        """A pack has each version once, and one that is current."""

        constraints = (
            models.UniqueConstraint(fields=["pack_id", "version"], name="edition_is_kept_once"),
            models.UniqueConstraint(
                fields=["pack_id"], condition=Q(is_current=True), name="edition_one_is_current"
            ),
            models.CheckConstraint(
                condition=Q(version__regex="^[0-9a-f]{64}$"), name="edition_version_is_a_sha256"
            ),
        )

    def __str__(self) -> str:
        return f"{self.pack_id} {self.version[:12]}"
