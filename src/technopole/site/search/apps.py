"""The search's place among Django's apps."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Keeps an index of the current edition, written in the transaction that loads it."""

    name = "technopole.site.search"
    label = "search"

    def ready(self) -> None:
        """Write the index whenever another version of the pack becomes current."""
        from technopole.site.editions.signals import edition_switched
        from technopole.site.search import actions

        edition_switched.connect(actions.index_switched, dispatch_uid="search.index")
