"""Typst, ready to set what it is given; and drawings as pictures of dots, where a format takes no lines."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from technopole.evidence.wording import Language

if TYPE_CHECKING:
    import typst

__all__ = ["compiler", "drawing_png", "fonts", "queried"]


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """The fonts that Typst brings and those of a wheel; whatever a machine has is ignored."""
    import pylopdf_fonts_zh_tw
    import typst

    folder = Path(pylopdf_fonts_zh_tw.sans_path()).parent
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


@lru_cache(maxsize=1)
def compiler() -> typst.Compiler:
    """Typst with those fonts."""
    import typst

    return typst.Compiler(font_paths=fonts())


def queried(source: str, selector: str) -> str:
    """The value of a piece of metadata, as JSON; the source is laid out for that, and not drawn."""
    import typst

    return typst.query(source.encode(), selector, field="value", one=True, font_paths=fonts())


def drawing_png(svg: str, language: Language, ppi: float = 220) -> bytes:
    """An SVG drawing as a picture of dots, with the paper's own fonts."""
    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        f"#set text(lang: {json.dumps(language[:2])})\n"
        f'#image(bytes({json.dumps(svg, ensure_ascii=False)}), format: "svg", width: 240pt)\n'
    )
    compiled = compiler().compile(input=source.encode(), format="png", ppi=ppi)
    return compiled if isinstance(compiled, bytes) else (compiled or [b""])[0]
