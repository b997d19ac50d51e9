"""What to say of an address that names nothing: what was asked for, and the nearest right names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from typing import Final, TypeVar

from django.core.exceptions import BadRequest
from django.http import Http404
from django.utils.translation import gettext as _

from technopole.evidence.wording import Text
from technopole.plan.packs import Pack
from technopole.site.portal.requests import PortalRequest, known

__all__ = ["Near", "NothingNamedError", "chosen", "nearest", "one_named"]

T = TypeVar("T")

_MOST: Final = 3
_CLOSE: Final = 0.55


@dataclass(frozen=True, slots=True)
class Near:
    """A thing that the reader may have meant, and the name of its page's address."""

    id: str
    name: Text
    page: str


class NothingNamedError(Http404):
    """No thing bears the id in the address."""

    def __init__(self, asked: str, near: tuple[Near, ...]) -> None:
        super().__init__(asked)
        self.asked = asked
        self.near = near


class NothingToShowError(Http404):
    """The thing is there, and has nothing for this page to show, for the reason given."""

    def __init__(self, reason: str, near: tuple[Near, ...]) -> None:
        super().__init__(reason)
        self.reason = reason
        self.near = near


def nearest(asked: str, names: Mapping[str, Text]) -> tuple[str, ...]:
    """The ids most like what was asked for, best first, by id or by English name.

    >>> nearest("inohk", {"innohk": Text("InnoHK Research Clusters", ""), "cyberport": Text("Cyberport", "")})
    ('innohk',)
    """
    wanted = asked.casefold()
    by_word = {name.casefold(): name for name in names}
    by_word |= {text.en.casefold(): name for name, text in names.items()}
    close = get_close_matches(wanted, by_word, n=_MOST * 2, cutoff=_CLOSE)
    inside = sorted(
        (word for word in by_word if len(wanted) >= 3 and wanted in word),
        key=lambda word: -SequenceMatcher(None, wanted, word).ratio(),
    )
    return tuple(dict.fromkeys(by_word[word] for word in (*close, *inside)))[:_MOST]


def one_named(
    request: PortalRequest,
    asked: str,
    find: Callable[[Pack], T | None],
    names: Callable[[Pack], Mapping[str, Text]],
    page: str,
) -> T:
    """What `find` finds in the pack as known on the day asked for.

    asked: the id in the address.
    names: everything of its sort, by id, for saying what was nearest.
    page:  the name of the address of such a thing.
    Raises NotKnownYetError, or NothingNamedError.
    """
    try:
        return known(request, find)
    except Http404:
        candidates = names(request.pack)
        near = (Near(name, candidates[name], page) for name in nearest(asked, candidates))
        raise NothingNamedError(asked[:80], tuple(near)) from None


def chosen(request: PortalRequest, key: str, choices: Iterable[str]) -> str | None:
    """The part of the query called `key`; None when it is not given.

    Raises BadRequest with a sentence for the reader when it is none of the choices.
    """
    asked = request.GET.get(key, "")
    if not asked:
        return None
    offered = list(choices)
    if asked not in offered:
        sentence = _("“%(asked)s” is no choice for %(key)s; the choices are: %(choices)s.")
        raise BadRequest(
            sentence % {"asked": asked[:40], "key": key, "choices": ", ".join(offered)}
        )
    return asked
