"""What can be done to editions: one verb, `load`."""

import logging
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from technopole.plan.packs import Pack
from technopole.site.editions.models import Edition
from technopole.site.editions.signals import edition_switched

__all__ = ["load"]

logger = logging.getLogger(__name__)

_LOCK = 7_305_420  # names this action among PostgreSQL's advisory locks


def load(pack: Pack, *, at: datetime | None = None) -> bool:
    """Make this version of the pack the one that the site shows, all of it or nothing.

    Loads that come at the same time follow one another. Gives False, and changes nothing, when
    the version is current already. An earlier version may come back; its row is used again.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        editions = Edition.objects.filter(pack_id=pack.id).defer("content")
        if editions.filter(version=pack.version, is_current=True).exists():
            return False
        editions.filter(is_current=True).update(is_current=False)
        Edition.objects.update_or_create(
            pack_id=pack.id,
            version=pack.version,
            defaults={"is_current": True},
            create_defaults={
                "content": pack.to_bytes(),
                "loaded_at": at or timezone.now(),
                "is_current": True,
            },
        )
        edition_switched.send(sender=Edition, pack=pack)
    logger.info("loaded %s %s", pack.id, pack.version[:12])
    return True
