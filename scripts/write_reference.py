"""Write docs/reference from the code: units, data files, faults, commands, API, downloads.

    python scripts/write_reference.py           write what is not current
    python scripts/write_reference.py --check   name what is not current; exit status 1 if anything is

What a column, a word or a fault means stands in reference.toml beside this script; everything
else comes from the code. A meaning that is missing, or that nothing needs any more, is an error.
"""

from __future__ import annotations

import inspect
import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TypeVar, cast, get_args, get_type_hints
from unittest.mock import patch

from typer.models import ArgumentInfo

from technopole.evidence.contradictions import TensionKind, WorkingKind
from technopole.evidence.figures import Figure, Interval, Qualifier
from technopole.evidence.measures import Good, Nature
from technopole.evidence.observations import Kind
from technopole.evidence.periods import Period
from technopole.evidence.problems import PackRefused, Report
from technopole.evidence.readings import Reading
from technopole.evidence.records import exact_text
from technopole.evidence.tables import PackFiles, Row, Table
from technopole.evidence.units import UNITS, Dimension
from technopole.evidence.wording import say_figure, say_period
from technopole.outlook.declarations import check_declarations
from technopole.plan.indicators import IndicatorSet, Role
from technopole.plan.packs import Pack, load, read_files
from technopole.plan.register import EntityKind, NameKind, Relation
from technopole.plan.statuses import Status
from technopole.plan.tree import Level, Standing
from technopole.rules.rulebook import read_rule_sources

ROOT: Final = Path(__file__).resolve().parent.parent
REFERENCE: Final = ROOT / "docs" / "reference"
EXAMPLE: Final = ROOT / "docs" / "examples" / "ruritania" / "src" / "ruritania"
WORDS: Final = tomllib.loads(Path(__file__).with_name("reference.toml").read_text("utf-8"))
LISTS: Final[Sequence[type[StrEnum]]] = (
    Kind, Qualifier, Reading, Nature, Good, Level, Standing, EntityKind, NameKind, Relation,
    Status, IndicatorSet, Role, TensionKind, WorkingKind,
)  # fmt: skip
MARK: Final = "<!-- Written by scripts/write_reference.py; change the code or scripts/reference.toml instead. -->"

T = TypeVar("T")


class NotExplained(Exception):
    """The code and the explanations in reference.toml do not agree; the message says where."""


def explained(kind: str, known: Iterable[str], meanings: Mapping[str, T]) -> dict[str, T]:
    """The meaning of each thing known. Raises NotExplained when one is missing or one is left over."""
    names = list(known)
    missing = [name for name in names if name not in meanings]
    left = [name for name in meanings if name not in names]
    if missing or left:
        raise NotExplained(
            f"{kind}: scripts/reference.toml does not explain {missing or 'nothing'}, "
            f"and explains {left or 'nothing'} that the code does not have."
        )
    return {name: meanings[name] for name in names}


def page(title: str, *parts: str) -> str:
    """A page: its title, who writes it, and its parts."""
    return "\n\n".join([f"# {title}", MARK, *(part.strip("\n") for part in parts)]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    lines = [" | ".join(head), " | ".join("---" for _ in head), *(" | ".join(row) for row in cells)]
    return "\n".join(f"| {line} |" for line in lines)


def code(text: str) -> str:
    """The text set as code; nothing for nothing."""
    return f"`{text}`" if text else ""


# ── Units, values and times ───────────────────────────────────────────────────────────────────

_VALUES: Final = (
    ("1480", "count", "a whole number, without separators"),
    ("0.99", "percent", "a decimal"),
    ("2/3", "percent", "a fraction, where the document states one"),
    ("1000..2000", "count", "a range, where the document gives only bounds"),
    ("1:2", "ratio", "parts against one another"),
    ("2024-Q3", "date", "a day or a period"),
    ("true", "boolean", "yes or no"),
)
_TIMES: Final = (
    "2024-10-31", "2024-10", "2024", "2024-Q3", "2024-H1", "FY2024/25", "SY2021/22", "1980s",
    "2021/2023", "../2024", "2025-07/..",
)  # fmt: skip
_SAMPLES: Final = {"ratio": "1:2", "date": "2024-10-31", "boolean": "true", "number": "2"}


def units() -> str:
    """The page of units, values, qualifiers and times."""
    return page(
        "Units, values and times",
        "How data files and programs write what the documents state. Values are exact text: no digit is lost or added.",
        "## Units",
        "Units of one dimension convert into one another, exactly; all others refuse. Money of two currencies has two "
        "dimensions, for no exact rate leads from one to the other. Where the column *arithmetic* says no, values only order "
        "or label, and adding them is refused.",
        table(
            ("unit", "measures", "one is", "arithmetic", "written", "said", "中文"),
            (
                (
                    code(unit.id),
                    _dimension(unit.dimension),
                    exact_text(unit.factor) if unit.factor != 1 else "1",
                    "yes" if unit.arithmetic else "no",
                    code(sample),
                    say_figure(Figure.of(sample, unit), "en"),
                    say_figure(Figure.of(sample, unit), "zh-hant"),
                )
                for unit in UNITS.values()
                for sample in [_SAMPLES[unit.holds]]
            ),
        ),
        "*One is* counts base units of the dimension: a hectare is 10,000 square metres, a per cent a hundredth.",
        "## Values",
        table(
            ("value", "unit", "what it is", "said"),
            (
                (code(text), code(unit), what, say_figure(Figure.of(text, unit), "en"))
                for text, unit, what in _VALUES
            ),
        ),
        "## Qualifiers",
        "A qualifier turns a value into a claim about a range, whose width is one step of the last digit stated: 10 for 460, "
        "0.1 for 1.1. [What a figure claims](../explanation/what-a-figure-claims.md) gives the reasons.",
        table(
            ("qualifier", "460 claims", "1.1 claims", "a date claims"),
            (
                (
                    code(q.value),
                    _interval(Figure.of("460", "count", q)),
                    _interval(Figure.of("1.1", "percent", q)),
                    _days(Figure.of("2024-06", "date", q)),
                )
                for q in Qualifier
            ),
        ),
        "The date is `2024-06`. A square bracket includes the end, a round one leaves it out; … is open.",
        "## Times",
        "A time is a run of days. Two times with a slash between them run from the first day of the one to the last of the other; "
        "`..` leaves an end open.",
        table(
            ("written", "first day", "last day", "said", "中文"),
            (
                (
                    code(text),
                    str(period.first or "…"),
                    str(period.last or "…"),
                    say_period(period, "en"),
                    say_period(period, "zh-hant"),
                )
                for text in _TIMES
                for period in [Period.parse(text)]
            ),
        ),
        "`FY` is Hong Kong's financial year (from 1 April), `SY` its school year (from 1 September). Programs are given the "
        "days: `as_at` is an ISO 8601 day or an interval `first/last`, and `as_at_stated` keeps the notation above.",
    )


def _dimension(dimension: Dimension) -> str:
    if not dimension.powers:
        return "a pure number"
    signs = {1: "", 2: "²", -1: "⁻¹"}
    return " · ".join(name + signs[power] for name, power in dimension.powers)


def _interval(figure: Figure) -> str:
    claim = cast(Interval, figure.interval())
    if claim.low == claim.high and claim.low is not None:
        return exact_text(claim.low)

    def end(amount: Fraction | None) -> str:
        return "…" if amount is None else exact_text(amount)

    left = "(" if claim.low is None or claim.low_open else "["
    right = ")" if claim.high is None or claim.high_open else "]"
    return f"{left}{end(claim.low)}, {end(claim.high)}{right}"


def _days(figure: Figure) -> str:
    period = cast(Period, figure.days())
    return f"{period.first or '…'} to {period.last or '…'}"


# ── Data files ────────────────────────────────────────────────────────────────────────────────


def tables() -> dict[str, Table]:
    """Every table of a pack, by file name, learnt by watching a pack being read."""
    found: dict[str, Table] = {}
    read = Table.rows

    def watched(self: Table, files: PackFiles, name: str, report: Report) -> Iterator[Row]:
        found[re.sub(r"^facts/.*", "facts/*.csv", name)] = self
        return read(self, files, name, report)

    with patch.object(Table, "rows", watched):
        pack = Pack.read("hong_kong", load("hong_kong").files)
        read_rule_sources(pack.files, Report())
        check_declarations(pack)
    return found


def data_files() -> str:
    """The page of data files."""
    known = tables()
    explanations = explained("files", known, WORDS["file"])
    parts = []
    for name in WORDS["file"]:
        shape, explanation = known[name], explanations[name]
        columns = explained(f"columns of {name}", shape.columns, explanation["columns"])
        key = ", ".join(code(column) for column in shape.key)
        parts += [
            f"## {name}",
            explanation["what"] + (f" Unique: {key}." if key else ""),
            table(
                ("column", "filled", "meaning"),
                (
                    (code(column), "always" if column in shape.required else "", meaning)
                    for column, meaning in columns.items()
                ),
            ),
        ]
    return page(
        "Data files",
        "A pack is a folder of plain files: UTF-8, commas, one header line, quotation marks around a cell that holds a comma. "
        "The header must be exactly as listed here. Everything is checked when the pack is read; all [faults](problems.md) are "
        "told at once, each with file, line and column, and a pack with a fault is not loaded at all. All files stand in every "
        "pack, if only with their header, except where it says otherwise.",
        _PACK_TOML,
        *parts,
        _TENSIONS_TOML,
        "## Words that columns take",
        *_word_lists(),
    )


_PACK_TOML: Final = """\
## pack.toml

What the pack is. All three keys are required.

| key | meaning |
| --- | --- |
| `name_en`, `name_zh_hant` | The government's name. |
| `plan_source` | The id of the document that the plan's tree is read from. |"""

_TENSIONS_TOML: Final = """\
## tensions.toml

What no rule can find: figures that seem to clash and do not compare (`[[tension]]`), values worked out from facts so that no derived
digit is ever typed (`[[tension.working]]`), and contradictions that somebody settled (`[[resolution]]`).

| entry | key | meaning |
| --- | --- | --- |
| tension | `id` | Its name in addresses. |
| tension | `kind` | Why the figures do not compare: [kind](#kind-of-a-tension). |
| tension | `facts` | The ids of the facts, at least one. |
| tension | `title_en`, `title_zh_hant` | What it is about. |
| tension | `reason_en`, `reason_zh_hant` | Why they do not compare, so that a reader can follow. |
| tension.working | `label_en`, `label_zh_hant` | What is worked out. |
| tension.working | an operation | The facts that it is worked out from: [operation](#operation-of-a-working). |
| resolution | `facts` | All sides of the contradiction that it settles. |
| resolution | `by` | Who settled it. |
| resolution | `reason_en`, `reason_zh_hant` | On what ground. |"""


def _word_lists() -> Iterator[str]:
    lists = explained("lists of words", (words.__name__ for words in LISTS), WORDS["words"])
    for words in LISTS:
        meanings = dict(lists[words.__name__])
        yield f"### {meanings.pop('title')}"
        meant = explained(words.__name__, (word.value for word in words), meanings)
        yield table(("word", "meaning"), ((code(word), meaning) for word, meaning in meant.items()))


# ── Faults ────────────────────────────────────────────────────────────────────────────────────


def problem_codes() -> list[str]:
    """Every fault's code that stands in the source."""
    found: set[str] = set()
    for path in sorted((ROOT / "src").rglob("*.py")):
        found.update(re.findall(r"\"([a-z]+\.E\d{3})\"", path.read_text("utf-8")))
    floors = ("tables", "evidence", "plan", "outlook")
    return sorted(found, key=lambda c: (floors.index(c.split(".")[0]), c))


def broken(files: Mapping[str, bytes], how: Mapping[str, Any]) -> dict[str, bytes]:
    """The files with one fault made in them."""
    if how.get("remove"):
        return {name: content for name, content in files.items() if name != how["file"]}
    if "add" in how:
        return {**files, how["file"]: how["add"].encode("utf-8")}
    content = files[how["file"]].decode("utf-8")
    if how["old"] not in content:
        raise NotExplained(f"{how['file']} of the example pack does not hold “{how['old']}”.")
    return {**files, how["file"]: content.replace(how["old"], how["new"], 1).encode("utf-8")}


def faults(files: PackFiles) -> list[tuple[str, str]]:
    """What a pack's files are refused for: pairs of code and sentence."""
    try:
        check_declarations(Pack.read("example", files))
    except PackRefused as refused:
        return [(problem.code, str(problem)) for problem in refused.problems]
    return []


def problems() -> str:
    """The page of faults."""
    known = explained("codes", problem_codes(), WORDS["problem"])
    files = read_files(EXAMPLE)
    if told := faults(files):
        raise NotExplained(f"The example pack has faults of its own: {told}")
    parts = []
    for name, explanation in known.items():
        sentences = dict(faults(broken(files, explanation["break"])))
        if name not in sentences:
            raise NotExplained(f"The fault made for {name} gives {sorted(sentences)}.")
        sentence = sentences[name]
        parts += [
            f"## {name}",
            explanation["what"],
            f"**To mend it:** {explanation['mend'][0].lower()}{explanation['mend'][1:]}",
            f"```text\n{sentence}\n```",
        ]
    return page(
        "Faults of data files",
        "A pack is read whole or not at all. What is wrong is told all at once: file, line, column, what was found, how to mend "
        "it, and a code that stays the same. The sentences below are what the [example pack](../how-to/write-a-pack.md) is "
        "answered when that fault is made in it.",
        *parts,
    )


# ── Command line ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command, read from the signature of its function; an argument has no name."""

    name: str
    takes: str
    default: object
    help: str
    envvar: str
    hidden: bool

    @property
    def required(self) -> bool:
        """Whether the command cannot do without it."""
        return self.default is inspect.Parameter.empty

    def in_brief(self) -> str:
        """As a synopsis has it."""
        text = f"{self.name} {self.takes}".strip()
        return text if self.required or text.startswith("[") else f"[{text}]"

    def row(self) -> tuple[str, str]:
        """As a row of a table."""
        notes = [self.help]
        if self.required:
            notes.append("Required.")
        elif self.default is not None:
            notes.append(f"Default: `{self.default}`.")
        if self.envvar:
            notes.append(f"Environment: `{self.envvar}`.")
        return code(f"{self.name} {self.takes}".strip()), " ".join(notes)


def commands() -> dict[str, Callable[..., None]]:
    """The function of each command, in the order of --help."""
    from technopole.cli.main import COMMANDS

    return {name: getattr(import_module(f"technopole.cli.{name}"), name) for name in COMMANDS}


def options(command: Callable[..., None]) -> list[Option]:
    """The options of a command."""
    hints = get_type_hints(command, include_extras=True)
    parameters = inspect.signature(command).parameters.values()
    return [_option(p.name, hints[p.name], p.default) for p in parameters]


def _option(name: str, hint: Any, default: object) -> Option:
    kind, info = get_args(hint)
    kinds = [one for one in (get_args(kind) or (kind,)) if one is not type(None)]
    if issubclass(kinds[0], StrEnum):
        takes = "|".join(word.value for word in kinds[0])
    else:
        takes = str(info.metavar or {int: "N"}.get(kinds[0], name.upper()))
    if isinstance(info, ArgumentInfo) and "list[" in str(kind):
        takes = f"[{takes} …]"
    # In Annotated, the first name given to typer.Option stands where a default would.
    named = info.default if isinstance(info.default, str) else f"--{name.replace('_', '-')}"
    return Option(
        name="" if isinstance(info, ArgumentInfo) else named,
        takes=takes,
        default=default,
        help=str(info.help),
        envvar=str(info.envvar or ""),
        hidden=bool(info.hidden),
    )


def command_line() -> str:
    """The page of commands."""
    parts = []
    for name, command in commands().items():
        text, _, examples = (inspect.getdoc(command) or "").partition("\b")
        taken = options(command)
        shown = [option.in_brief() for option in taken if not option.hidden]
        parts += [
            f"## technopole {name}",
            text.strip(),
            "```text\n" + " ".join((f"technopole {name}", *shown)) + "\n```",
            table(("option", "meaning"), (option.row() for option in taken)),
            f"```sh\n{examples.strip()}\n```",
        ]
    return page(
        "Command line",
        "`technopole` is the one command. `--help` (`-h`) teaches each of its commands, `--version` prints the version, and "
        "`--install-completion` and `--show-completion` give the shell completion.",
        "**Formats.** Without `--format` a list is a table on a terminal and JSON Lines in a pipe: one object a line, with the "
        "keys of [the API's records](api.md#records). In CSV, lists and objects within a row stand as JSON; `contradictions` "
        "gives one row a side.",
        "**Exit status.** 0 for any answer, “none” included; 1 for a check that failed, or a server that cannot run; 2 for bad "
        "input. Errors are told on standard error, with how to mend them.",
        *parts,
    )


# ── API ───────────────────────────────────────────────────────────────────────────────────────


def api() -> str:
    """The page of the API's routes and records, from its OpenAPI document."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "technopole.site.settings.tests")
    import django

    django.setup()
    from technopole.site.api.routes import api as routes

    document = routes.get_openapi_schema(path_prefix="/api/v1/")
    shapes = document["components"]["schemas"]
    parts = []
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            given = [
                parameter for parameter in route.get("parameters", ()) if parameter["in"] == "query"
            ]
            answer = _answer(route["responses"][200]["content"], shapes)
            body = route.get("requestBody")
            parts += [
                f"### {method.upper()} {path.rstrip('/')}",
                f"{route['description'].strip()} Answers {answer}.",
            ]
            if body:
                parts.append(_taken(body, shapes))
            if body and not given:
                continue
            parts.append(
                table(
                    ("parameter", "takes", "meaning"),
                    (
                        (
                            code(parameter["name"]),
                            _type(parameter["schema"], shapes).removesuffix(" or null"),
                            parameter.get("description", "")
                            + (" Required." if parameter["required"] else ""),
                        )
                        for parameter in given
                    ),
                )
            )
    records = []
    for name, shape in shapes.items():
        if "properties" not in shape or _wrapped(shape) or name.endswith("Asked"):
            continue
        records += [
            f"### {name}",
            shape.get("description", "").strip(),
            table(
                ("key", "holds", "meaning"),
                (
                    (code(key), _type(value, shapes), value.get("description", ""))
                    for key, value in shape["properties"].items()
                ),
            ),
        ]
    return page(
        "API",
        document["info"]["description"],
        "The same document, with examples, is at `/api/v1/openapi.json`. What stays as it is: [the promise](stability.md). "
        "First steps: [use the API](../how-to/use-the-api.md).",
        "## Answers",
        table(
            ("key", "meaning"),
            (
                ("`pack`, `pack_version`", "Whose plan, and the SHA-256 of the pack's files."),
                ("`as_of`", "The day asked for; without one, the day of the newest document."),
                ("`item`", "One record, where one was asked for."),
                ("`items`", "The records of this page, where a list was asked for."),
                ("`count`", "How many records the whole list has."),
                ("`next`", "Where the list goes on; null at its end."),
            ),
        ),
        "What is answered to a case that was sent says `pack` and `on`, the day of asking, and the version of each rule "
        "(`rule_version`). The routes below `/openfisca` are described in [use the API of the rules](../how-to/use-the-rules-api.md).",
        "A refusal is a [Problem](#problem), sent as `application/problem+json`.",
        "## Routes",
        *parts,
        "## Records",
        *(part for part in records if part),
    )


def _taken(body: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    """What a route that is sent to takes, and how much of it."""
    shape = _type(body["content"]["application/json"]["schema"], shapes)
    also = [kind for kind in body["content"] if kind != "application/json"]
    most = body["description"].rpartition(" At most ")[2]
    other = f", or a body of the kind {' or '.join(map(code, also))}" if also else ""
    return f"Takes {shape} as JSON{other}: at most {most}"


def _wrapped(shape: Mapping[str, Any]) -> Any:
    """What an answer wraps; None for a record."""
    keys = shape.get("properties", {})
    return (keys.get("item") or keys.get("items")) if "pack_version" in keys else None


def _answer(content: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    """What a route gives: a record, a list of them, or a file."""
    form = "application/json"
    kinds = " or ".join(code(kind) for kind in content if kind != form)
    if form not in content:
        return f"a file of the kind {kinds}"
    also = f", or a file of the kind {kinds}" if kinds else ""
    return _record_or_list(content[form]["schema"], shapes) + also


def _record_or_list(schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    shape = shapes[schema["$ref"].rsplit("/", 1)[-1]]
    return re.sub("^list of", "a list of", _type(_wrapped(shape) or schema, shapes))


def _type(schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        if "enum" in shapes[name]:
            return ", ".join(code(str(value)) for value in shapes[name]["enum"])
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return ", ".join(code(str(value)) for value in schema["enum"])
    if "const" in schema:
        return code(str(schema["const"]))
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            kinds = [_type(one, shapes) for one in schema[several]]
            return " or ".join(dict.fromkeys(kinds))
    match schema.get("type"):
        case "array":
            return f"list of {_type(schema.get('items', {}), shapes)}"
        case "string":
            return {"date": "a day"}.get(schema.get("format", ""), "text")
        case "integer":
            return "a whole number"
        case "boolean":
            return "true or false"
        case "null":
            return "null"
        case other:
            return str(other or "anything")


# ── Downloads ─────────────────────────────────────────────────────────────────────────────────


def downloads() -> str:
    """The page of the tables that can be taken away."""
    from technopole.plan.datasets import DATASETS

    parts = []
    for name, dataset in DATASETS.items():
        parts += [
            f"## {name}",
            dataset.says.en,
            table(
                ("column", "holds", "meaning"),
                ((code(c.name), c.holds, c.says.en) for c in dataset.columns),
            ),
        ]
    return page(
        "Downloads",
        "Each table is a file: `/data/<table>.csv`, `.json` or `.parquet`, with `?as_of=` for an earlier day. In CSV nothing is an "
        "empty cell; in JSON the rows stand under `items`, beside the pack's version and the day; in Parquet these two are "
        "metadata of the file. Columns are only ever added, at the end.",
        *parts,
    )


# ── All pages ─────────────────────────────────────────────────────────────────────────────────

PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "units.md": units,
    "data-files.md": data_files,
    "problems.md": problems,
    "command-line.md": command_line,
    "api.md": api,
    "downloads.md": downloads,
}


def stale(write: bool = False) -> list[str]:
    """The pages that are not current; they are then, if `write` says so."""
    found = []
    for name, build in PAGES.items():
        path, text = REFERENCE / name, build()
        if not path.exists() or path.read_text("utf-8") != text:
            found.append(name)
            if write:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
    return found


def main() -> int:
    """Write or check, as asked; say which pages."""
    check = "--check" in sys.argv[1:]
    try:
        found = stale(write=not check)
    except NotExplained as error:
        print(error, file=sys.stderr)
        return 1
    for name in found:
        print(
            f"docs/reference/{name} {'is not current: run ' + sys.argv[0] if check else 'is written'}"
        )
    return 1 if check and found else 0


if __name__ == "__main__":
    raise SystemExit(main())
