"""The index: one row a thing and language, and one more a document's statement about it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Document(models.Model):
    """What can be found.

    part:       empty for the thing itself; else which statement about it this row holds.
    names:      the keys of its names, for exact matches.
    vector:     its words with places and weights.
    weight:     how much it counts among equals: an entity before a fact.
    known_from: the day since when it is known.
    """

    pack_id = models.TextField()
    edition = models.TextField()
    language = models.TextField()
    kind = models.TextField()
    ref = models.TextField()
    part = models.TextField()
    title = models.TextField()
    text = models.TextField()
    names = ArrayField(models.TextField())
    vector = SearchVectorField()
    weight = models.FloatField()
    known_from = models.DateField()

    class Meta:
        """A thing stands once a language and part."""

        constraints = (
            models.UniqueConstraint(
                fields=["pack_id", "kind", "ref", "language", "part"], name="search_document_once"
            ),
        )
        indexes = (GinIndex(fields=["vector"], name="search_document_vector"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.ref} ({self.language})"
