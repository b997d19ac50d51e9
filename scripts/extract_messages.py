"""Gather every message of the site that is to be translated, and bring its catalogue up to date.

Babel reads the Python and Django turns the templates into something as easily read, for the
gettext programs are on few machines. Translations that stand are kept, messages that nothing
says any more are dropped, new ones are added with an empty translation.

    python scripts/extract_messages.py           write the catalogue, name what is untranslated
    python scripts/extract_messages.py --check   write nothing; exit with 1 if it is not up to date
"""

import argparse
import ast
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "src" / "technopole" / "site"
CATALOGUE = SITE / "locale" / "zh_Hant" / "LC_MESSAGES" / "django.po"

# Which argument is the message, which the plural, which (c) the context.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# No dates and no versions, so that a catalogue changes when a text changes and not otherwise.
HEADER = r"""# Technopole's interface in Traditional Chinese, as the Hong Kong Government writes it.
# `make messages` brings it up to date with the code; the words are those of GLOSSARY.md.
msgid ""
msgstr ""
"Language: zh_Hant\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""

Message = tuple[str | None, str | tuple[str, str]]  # its context, and itself with or without plural


def messages_of_python(source: bytes) -> Iterator[tuple[Message, int]]:
    """Every message of a module with its line."""
    for line, words, _comments, context in extract("python", io.BytesIO(source), KEYWORDS):
        yield (context, words if isinstance(words, str) else (words[0], words[1])), line


_CALL = re.compile(r"(?<![\w.])(_|n?p?gettext)\(")
_LITERAL = re.compile(r"""\s*u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")\s*(?=[,)])""", re.DOTALL)


def messages_of_template(text: str) -> Iterator[tuple[Message, int]]:
    """Every message of a template with its line."""
    # Django writes calls for the tags and crosses out all else.
    calls = templatize(text)
    for call in _CALL.finditer(calls):
        words, at = [], call.end()
        while literal := _LITERAL.match(calls, at):
            words.append(ast.literal_eval(literal[1]))
            at = literal.end() + 1
        context = words.pop(0) if "p" in call[1] else None
        message = (words[0], words[1]) if call[1].startswith("n") else words[0]
        yield (context, message), calls.count("\n", 0, call.start()) + 1


def extracted() -> Catalog:
    """All messages of the site, each with the files that say it and no translation."""
    if not settings.configured:
        settings.configure()
    catalogue = Catalog(locale="zh_Hant", charset="utf-8")
    for path in sorted(SITE.rglob("*")):
        place = path.relative_to(SITE).as_posix()
        if path.suffix == ".py":
            found = messages_of_python(path.read_bytes())
        elif "templates" in path.parts and path.is_file():
            found = messages_of_template(path.read_text("utf-8"))
        else:
            continue
        for (context, message), line in found:
            catalogue.add(message, locations=[(place, line)], context=context)
    return catalogue


def updated(old: Catalog) -> Catalog:
    """All messages of the site with the translations of the old catalogue."""
    new = extracted()
    for message in new:
        before = old.get(message.id, message.context) if message.id else None
        if before:
            message.flags |= before.flags & {"fuzzy"}
            message.user_comments = before.user_comments
            message.string = one_form(before.string)
        elif message.id:
            message.string = one_form("")
        if message.pluralizable and message.id:
            message.string = (message.string,)
        message.locations = [(place, None) for place in sorted({p for p, _ in message.locations})]
    return new


def one_form(string: str | tuple[str, ...] | list[str]) -> str:
    """A translation without its plural: Chinese has none."""
    return string if isinstance(string, str) else next(iter(string), "")


def written(catalogue: Catalog) -> bytes:
    """The catalogue as its file holds it, sorted by message."""
    body = io.BytesIO()
    write_po(body, catalogue, omit_header=True, sort_output=True, include_lineno=False, width=100)
    return HEADER.encode() + body.getvalue().lstrip(b"\n")


def read(path: Path) -> Catalog:
    """The catalogue of a file; an empty one where there is none."""
    if not path.exists():
        return Catalog(locale="zh_Hant")
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hant", abort_invalid=True)


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages that have no translation, or one that waits to be looked at."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not one_form(message.string))
    ]


def main() -> int:
    """Bring the catalogue up to date, or say whether it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if stale")
    asked = parser.parse_args()
    new = updated(read(CATALOGUE))
    content = written(new)
    stale = not CATALOGUE.exists() or CATALOGUE.read_bytes() != content
    if stale and not asked.check:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        unfinished = CATALOGUE.with_suffix(".po.new")
        unfinished.write_bytes(content)
        os.replace(unfinished, CATALOGUE)  # noqa: PTH105
    open_ones = untranslated(new)
    for message in open_ones:
        print(f"not translated: {message}")
    print(f"{len(new)} messages, {len(open_ones)} of them not translated")
    if asked.check and stale:
        print("The catalogue is not up to date; run `make messages`.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
