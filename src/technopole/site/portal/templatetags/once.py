"""`{% once %}`: a long part of a page, written out once and kept."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final, cast

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from technopole.site.portal.requests import PortalRequest

register = template.Library()

_MOST: Final = 400
_kept: OrderedDict[tuple[object, ...], SafeString] = OrderedDict()
_lock: Final = Lock()


class OnceNode(template.Node):
    """The part of a template between the tags, with what it is kept under."""

    def __init__(self, nodes: NodeList, names: list[FilterExpression]) -> None:
        self.nodelist = nodes
        self.names = names

    def render(self, context: template.Context) -> SafeString:
        """The part as it was written out before, else written out now."""
        request = cast(PortalRequest, context["request"])
        days = request.pack.days
        key = (
            *(str(name.resolve(context)) for name in self.names),
            *(request.pack.version, days[-1] if days else None, request.as_of),
            *(get_language(), request.scheme, request.get_host()),
        )
        with _lock:
            if key in _kept:
                _kept.move_to_end(key)
                return _kept[key]
        html = self.nodelist.render(context)
        with _lock:
            _kept[key] = html
            while len(_kept) > _MOST:
                _kept.popitem(last=False)
        return html


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """`{% once "support" page.strategy.id %}…{% endonce %}`: kept under these names.

    Pack, day, language and host are part of what it is kept under; whatever else the part depends
    on must be named. Long tables alone are worth it.
    """
    names = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodes = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(nodes, names)
