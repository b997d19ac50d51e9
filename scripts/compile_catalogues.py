"""Compile every message catalogue (.po) under `src` into the .mo beside it.

Babel does it, for Django's own command wants the msgfmt program, which few machines have.
Exits with 1 and names file and line when a catalogue cannot be read or a translation breaks
a placeholder.
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

SOURCE = Path(__file__).resolve().parent.parent / "src"


def compile_catalogue(po: Path) -> list[str]:
    """Write the .mo beside `po`; give one sentence per fault, and write nothing if there is one."""
    try:
        with po.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        return [f"{po}: this is not a catalogue: {error}. Mend the line that it names."]
    faults = [
        f"{po}:{message.lineno}: {error}. Keep the placeholders of the English text."
        for message, errors in catalogue.check()
        for error in errors
    ]
    if not faults:
        unfinished = po.with_suffix(".mo.new")
        with unfinished.open("wb") as file:
            write_mo(file, catalogue)
        unfinished.replace(po.with_suffix(".mo"))
    return faults


def main() -> int:
    """Compile all; print every fault at once."""
    catalogues = sorted(SOURCE.glob("**/locale/*/LC_MESSAGES/*.po"))
    faults = [fault for po in catalogues for fault in compile_catalogue(po)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
