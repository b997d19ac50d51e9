"""The documentation is complete, its examples run, and it speaks of the project alone.

A fenced block marked `console` is run and its output compared (`...` stands for anything); one marked
`python` is run, with its doctests; one marked `sh` is only read. The blocks of a page run in order.
"""

import csv
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.test import Client

from technopole.cli.main import COMMANDS
from technopole.plan.packs import Pack

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
SERVER = "http://127.0.0.1:8000"
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def blocks(page: Path, *kinds: str) -> list[tuple[str, str]]:
    """The fenced blocks of a page: kind and content."""
    found = BLOCK.findall(page.read_text("utf-8"))
    return [(kind, textwrap.dedent(body)) for _, kind, body in found if kind in kinds]


def reference(name: str) -> str:
    return (ROOT / "docs" / "reference" / name).read_text("utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a second-level heading."""
    found = re.search(
        rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
    )
    assert found, f"there is no section “{heading}”"
    return found[1]


# ── Complete ──────────────────────────────────────────────────────────────────────────────────


def help_of(*words: str) -> str:
    done = subprocess.run(
        [Path(sys.executable).with_name("technopole"), *words, "--help"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1"},
    )
    return done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_that_help_shows_is_documented(command: str) -> None:
    described = section(reference("command-line.md"), f"technopole {command}")
    others = re.compile(
        rf"technopole (?!{command}\b)\w+ .*"
    )  # examples may use other commands first
    text = others.sub("", help_of(command))
    shown = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) - {"--help"}
    assert [option for option in sorted(shown) if f"`{option} " not in described] == []


def test_every_fault_that_the_source_can_tell_is_documented() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    codes = set(re.findall(r"\"((?:tables|evidence|plan|outlook)\.E\d{3})\"", source))
    assert codes == set(re.findall(r"^## (\S+\.E\d{3})$", reference("problems.md"), re.MULTILINE))


def test_every_column_of_every_data_file_is_documented() -> None:
    pack = ROOT / "src" / "technopole" / "hong_kong"
    for path in sorted(pack.rglob("*.csv")):
        name = path.relative_to(pack).as_posix()
        described = section(reference("data-files.md"), re.sub(r"^facts/.*", "facts/*.csv", name))
        with path.open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert [column for column in header if f"| `{column}` |" not in described] == [], name


def test_every_route_of_the_api_is_documented() -> None:
    from technopole.site.api import urls

    text = reference("api.md")
    for pattern in urls.urlpatterns:
        route = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern)).rstrip("/")
        if not route.startswith("^"):  # the catch-all that answers 404
            assert f"/api/v1/{route}" in text, route


def test_every_variable_of_the_environment_is_documented() -> None:
    read = re.compile(r"(?:environ(?:\.get)?[\[(]\s*|envvar=)\"([A-Z][A-Z_]+)\"")
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    not_ours = {"DJANGO_SETTINGS_MODULE", "XDG_DATA_HOME"}
    text = reference("settings.md")
    assert [
        n for n in sorted(set(read.findall(source)) - not_ours) if f"| `{n}` |" not in text
    ] == []


def test_every_app_of_the_site_is_in_the_drawing_of_the_house() -> None:
    text = (ROOT / "docs" / "explanation" / "house.md").read_text("utf-8")
    apps = {path.parent.name for path in (ROOT / "src/technopole/site").glob("*/apps.py")}
    assert apps == set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))


def test_every_page_is_reached_from_the_index() -> None:
    reached, ahead = set(), [ROOT / "docs" / "index.md"]
    while ahead:
        page = ahead.pop()
        if page in reached:
            continue
        reached.add(page)
        links = re.findall(r"\]\(([^)#\s]+\.md)", page.read_text("utf-8"))
        ahead += [(page.parent / link).resolve() for link in links if "://" not in link]
    assert [name_of(page) for page in PAGES if page not in reached and page.parent != ROOT] == []


def test_pages_say_the_words_of_the_glossary_in_chinese_too() -> None:
    """Where a page's word is a word of the glossary, its Chinese is one that the glossary gives."""
    rows = re.findall(
        r"^\| (.+?) \| (.+?) \| .+ \|$", (ROOT / "GLOSSARY.md").read_text(), re.MULTILINE
    )
    glossary: dict[str, set[str]] = {}
    for word, chinese in rows[1:]:
        glossary.setdefault(re.sub(r" \(.*", "", word).lower(), set()).add(chinese)
    said: dict[str, set[str]] = {}
    for path in (ROOT / "src").rglob("*.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                if isinstance(message.id, str) and message.id.lower() in glossary:
                    said.setdefault(message.id.lower(), set()).add(str(message.string))
    assert said, "no page says a word of the glossary"
    strange = {
        word: forms
        for word, forms in said.items()
        if not any(form in right or right in form for form in forms for right in glossary[word])
    }
    assert strange == {}


# ── Examples ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def example_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example pack, built as its page says and unpacked where Python finds it."""
    folder = tmp_path_factory.mktemp("example")
    source = shutil.copytree(ROOT / "docs/examples/ruritania", folder / "ruritania")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
         "--disable-pip-version-check", "--wheel-dir", folder, source],
        check=True,
    )  # fmt: skip
    installed = folder / "installed"
    zipfile.ZipFile(next(folder.glob("*.whl"))).extractall(installed)
    return installed


@pytest.fixture
def environment(example_pack: Path, tmp_path: Path) -> dict[str, str]:
    """What a command sees: our programs first, the example pack, a home of its own."""
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL") if name in os.environ}
    return kept | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(example_pack),
        "HOME": str(tmp_path),
        "COLUMNS": "120",
        "NO_COLOR": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def commands(body: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with what it should print."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, printed = re.sub(r"\\\n", "", part).partition("\n")
        yield command, printed


def compare(page: Path, what: str, wanted: str, got: str) -> None:
    wanted = re.sub(r"^\.\.\.$", "…", wanted, flags=re.MULTILINE).replace("…", "...")
    checker = doctest.OutputChecker()
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    if not checker.check_output(wanted, got, flags):
        example = doctest.Example(what, wanted)
        pytest.fail(f"{name_of(page)}: {what}\n{checker.output_difference(example, got, flags)}")


def run_console(page: Path, body: str, environment: dict[str, str], server: str) -> None:
    for command, printed in commands(body):
        if command.startswith("curl") and shutil.which("curl") is None:
            continue
        done = subprocess.run(
            ["bash", "-c", command.replace(SERVER, server)],
            cwd=ROOT,
            check=False,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        compare(page, command, printed, done.stdout.replace(server, SERVER))


def run_python(page: Path, body: str, namespace: dict[str, Any], server: str) -> None:
    body = body.replace(SERVER, server)
    if ">>>" not in body:
        with redirect_stdout(io.StringIO()):
            exec(compile(body, name_of(page), "exec"), namespace)  # noqa: S102  our own pages
        return
    test = doctest.DocTestParser().get_doctest(body, {}, name_of(page), name_of(page), 0)
    test.globs = namespace
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    said = io.StringIO()
    runner.run(test, out=said.write, clear_globs=False)
    assert runner.failures == 0, said.getvalue()


RUNNABLE = [page for page in PAGES if blocks(page, "console", "python")]
ASKING = [
    page
    for page in RUNNABLE
    if any(SERVER in body for _, body in blocks(page, "console", "python"))
]


def run_page(page: Path, environment: dict[str, str], server: str) -> None:
    namespace: dict[str, Any] = {}
    for kind, body in blocks(page, "console", "python"):
        if kind == "console":
            run_console(page, body, environment, server)
        else:
            run_python(page, body, namespace, server)


@pytest.fixture
def _our_place(example_pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `environment` is to a command, for Python in this process."""
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(str(example_pack))


@pytest.mark.usefixtures("_our_place")
@pytest.mark.parametrize("page", [p for p in RUNNABLE if p not in ASKING], ids=name_of)
def test_the_examples_of_a_page_run(page: Path, environment: dict[str, str]) -> None:
    run_page(page, environment, SERVER)


@pytest.mark.usefixtures("_our_place")
@pytest.mark.parametrize("page", ASKING, ids=name_of)
def test_the_examples_that_ask_a_server_run(
    page: Path, environment: dict[str, str], portal: str
) -> None:
    run_page(page, environment, portal)


@pytest.fixture
def portal(transactional_db: None, live_server: Any) -> str:
    """The address of the whole site, with Hong Kong's pack as the current edition."""
    from technopole.plan import packs
    from technopole.site.editions import actions

    actions.load(packs.load("hong_kong"))
    address: str = live_server.url
    return address


def test_the_way_of_the_tutorial_through_the_portal_is_open(
    client: Client, loaded_pack: Pack
) -> None:
    """From the search to the scheme to 56, in the words that the tutorial uses; and back in time."""
    scheme = "/en/entities/new-industrialisation-funding-scheme/"
    found = client.get("/en/search/", {"q": "smart production lines"}).content.decode()
    assert f'href="{scheme}"' in found
    now = client.get(scheme).content.decode()
    for words in ("As known on", "Smart production lines supported", "Annex 1 (2) item 6"):
        assert words in now
    assert "/en/figures/003-079/" in now
    then = client.get(scheme, {"as_of": "2022-12-31"}).content.decode()
    assert re.search(r"<h1[^>]*>\s*Re-industrialisation Funding Scheme", then)
    assert "/en/figures/003-079/" not in then


def test_commands_that_pages_only_name_are_ours() -> None:
    """`technopole verify --sources …` in any block names a command and options that there are."""
    known = {name: help_of(name) + "--pack" for name in COMMANDS}
    wrong = []
    for page in PAGES:
        if page.name == "CHANGELOG.md":
            continue
        for line in re.findall(
            r"(?:^|[\s`/$])technopole ([a-z-]+[^\n`|>#]*)", page.read_text("utf-8")
        ):
            command, *rest = line.split()
            if command not in known:
                continue  # prose: “technopole answers”
            wrong += [
                f"{name_of(page)}: technopole {line}"
                for word in rest
                if word.startswith("--") and word.partition("=")[0] not in known[command]
            ]
    assert wrong == []


# ── The example pack ──────────────────────────────────────────────────────────────────────────


def test_the_example_pack_builds_loads_and_proves(
    example_pack: Path, environment: dict[str, str]
) -> None:
    """Another government's plan is found through its entry point, and is all the plan that is shown."""

    def technopole(*words: str) -> str:
        return subprocess.run(
            ["technopole", *words],
            check=True,
            env={**environment, "TECHNOPOLE_PACK": "ruritania"},
            capture_output=True,
            text=True,
        ).stdout

    documents = str(ROOT / "docs/examples/ruritania/documents")
    assert len(technopole("facts").splitlines()) == 4
    assert "4 of 4 figures proven" in technopole("verify", "--sources", documents)
    assert "Chancery of Ruritania" in technopole("contradictions")


# ── Of the project alone ──────────────────────────────────────────────────────────────────────

FOREIGN = {
    "a number of the place where work is planned": r"\bissues? #?\d|\B#\d+\b",
    "who wrote it": r"\b(?:agents?|assistants?|prompts?|LLMs?|claude)\b",
    "unfinished": r"\b(?:TODO|FIXME|TBD|lorem ipsum|coming soon)\b",
    "American spelling": r"\b(?:behavior|color|catalog|analyze|organize|favor|gray|license[ds])\b",
}


@pytest.mark.parametrize("what", FOREIGN)
def test_pages_speak_of_the_project_alone_in_plain_british_english(what: str) -> None:
    found = []
    for page in PAGES:
        prose = re.sub(
            r"```.*?```|`[^`]*`|\]\([^)]*\)", "", page.read_text("utf-8"), flags=re.DOTALL
        )
        found += [
            f"{name_of(page)}: {hit[0]}" for hit in re.finditer(FOREIGN[what], prose, re.IGNORECASE)
        ]
    assert found == []
