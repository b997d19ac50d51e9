"""`/health`: whether the site can answer, for the one who watches it."""

import logging

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import technopole
from technopole.site.editions import queries as editions

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and a pack is loaded, else 503 with the reason in a sentence."""
    about = {"software": technopole.__version__}
    try:
        edition = editions.current_edition()
    except editions.NoEdition as error:
        return JsonResponse({"status": "no pack", "reason": str(error), **about}, status=503)
    except Error as error:
        logger.warning("the database does not answer: %s", error)
        reason = "The database does not answer. If that lasts, start the server again."
        return JsonResponse({"status": "no database", "reason": reason, **about}, status=503)
    return JsonResponse(
        {
            "status": "ok",
            "pack": edition.pack_id,
            "version": edition.version,
            "loaded_at": edition.loaded_at.isoformat(timespec="seconds"),
            **about,
        }
    )
