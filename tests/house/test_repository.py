"""The repository keeps its own habits."""

import re
import tomllib
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import technopole

# In parts, so that this page keeps the habit too.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("anaconda", "org"),
        ("crates", "io"),
        ("docker", "io"),
        ("ghcr", "io"),
        ("deb", "debian", "org"),
        ("golang", "org"),
    )
]
MACHINE = re.compile(r"(?<![\w.~-])/(?:work|root|home/\w+|Users/\w+|opt/\w+|mnt)/")
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc", "base"}
BASE_IS_DJANGOS_WORD = {"src/technopole/site/settings/base.py"}


def test_no_registry_is_named(texts: dict[str, str]) -> None:
    """Packages come from wherever a machine gets its packages."""
    named = [
        f"{path}: {host}" for path, text in texts.items() for host in REGISTRIES if host in text
    ]
    assert named == []


def test_no_path_of_somebodys_machine(texts: dict[str, str]) -> None:
    found = [
        f"{path}:{number}: {line.strip()}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if path != "tests/house/test_repository.py" and MACHINE.search(line)
    ]
    assert found == []


def test_no_module_has_a_vague_name(texts: dict[str, str]) -> None:
    """What has a meaning has a name."""
    vague = [
        path
        for path in texts
        if path.startswith("src/")
        and path.endswith(".py")
        and VAGUE & {*Path(path).parts[:-1], Path(path).stem}
        and path not in BASE_IS_DJANGOS_WORD
    ]
    assert vague == []


def test_text_files_end_with_a_line_end_and_hold_no_tabs_in_python(texts: dict[str, str]) -> None:
    ragged = [
        path
        for path, text in texts.items()
        if text and (not text.endswith("\n") or (path.endswith(".py") and "\t" in text))
    ]
    assert ragged == []


# ── Requirements ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["base", "test"])
def test_requirements_are_pinned_and_hashed_without_an_address(root: Path, name: str) -> None:
    text = (root / "requirements" / f"{name}.txt").read_text()
    lines = text.replace("\\\n", " ").splitlines()
    pins = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert pins
    for pin in pins:
        assert re.fullmatch(
            r"[a-z0-9.\[\]-]+==\S+( ;.+?)?( +--hash=sha256:[0-9a-f]{64})+ *", pin
        ), pin
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_what_pyproject_asks_for_is_what_is_pinned(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())
    asked = {
        "base": project["project"]["dependencies"] + project["build-system"]["requires"],
        "test": project["project"]["optional-dependencies"]["test"],
    }
    for name, requirements in asked.items():
        text = (root / "requirements" / f"{name}.txt").read_text()
        pins = dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))
        for requirement in map(Requirement, requirements):
            assert requirement.name in pins, f"run: make requirements ({requirement.name})"
            assert requirement.specifier.contains(pins[requirement.name]), "run: make requirements"


def test_tests_run_with_what_the_server_runs_with(root: Path) -> None:
    def pins(name: str) -> set[tuple[str, str]]:
        text = (root / "requirements" / f"{name}.txt").read_text()
        return set(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))

    assert pins("base") <= pins("test")


# ── One version, one glossary, living links ───────────────────────────────────────────────────


def test_the_version_is_written_once(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())
    assert "version" not in project["project"]
    assert "version" in project["project"]["dynamic"]
    newest = re.search(r"^## .*?(\d+\.\d+\.\d+)", (root / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest is not None
    assert newest[1] == technopole.__version__


def glossary(root: Path) -> list[tuple[str, str, str]]:
    rows = re.findall(
        r"^\| (.+?) \| (.+?) \| (.+?) \|$", (root / "GLOSSARY.md").read_text(), re.MULTILINE
    )
    return [row for row in rows if row[0] != "word"]


def test_the_glossary_says_each_word_once_and_in_both_languages(root: Path) -> None:
    rows = glossary(root)
    twice = [
        word
        for column in (0, 1)
        for word, times in Counter(row[column] for row in rows).items()
        if times > 1
    ]
    assert twice == []
    for word, chinese, meaning in rows:
        assert re.search(r"[\u4e00-\u9fff]", chinese), f"{word} has no Chinese form"
        assert len(meaning) > 20, f"{word} has no meaning"
    words = [row[0] for row in rows]
    assert words == sorted(words, key=str.casefold)


def test_every_room_and_every_app_is_in_the_glossary(root: Path) -> None:
    words = {row[0] for row in glossary(root)}
    package = root / "src" / "technopole"
    rooms = {path.parent.name for path in package.glob("*/__init__.py")} - {"hong_kong"}
    apps = {path.parent.name for path in package.glob("site/*/apps.py")}
    assert sorted((rooms | apps) - words) == []


LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


def headings(text: str) -> set[str]:
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def test_links_between_pages_are_alive(root: Path, texts: dict[str, str]) -> None:
    dead = []
    for path, text in texts.items():
        if not path.endswith(".md"):
            continue
        for link in chain.from_iterable(LINK.findall(text)):
            target, _, anchor = link.partition("#")
            if not link or "://" in link or link.startswith("mailto:"):
                continue
            page = (root / path).parent / target if target else root / path
            if not page.exists() or (
                anchor and page.suffix == ".md" and anchor not in headings(page.read_text())
            ):
                dead.append(f"{path}: {link}")
    assert dead == []


def test_paths_that_pages_name_exist(root: Path, texts: dict[str, str]) -> None:
    """A page that names `site/postgres.py` or `tests/house` names something that is there."""
    named = re.compile(
        r"`((?:src|tests|docs|site|cli|plan|evidence|requirements|scripts)/[\w./-]+)`"
    )
    dead = [
        f"{path}: {name}"
        for path, text in texts.items()
        if path.endswith(".md")
        for name in named.findall(text)
        if not (root / name).exists() and not (root / "src" / "technopole" / name).exists()
    ]
    assert dead == []


def test_every_decision_is_listed(root: Path) -> None:
    folder = root / "docs" / "decisions"
    listed = set(re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text()))
    assert listed == {path.name for path in folder.glob("[0-9]*.md")}


def test_commands_of_make_that_pages_name_exist(root: Path, texts: dict[str, str]) -> None:
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(), re.MULTILINE))
    for path, text in texts.items():
        if path.endswith(".md"):
            for target in re.findall(r"(?:^    |`)make ([a-z]+)", text, re.MULTILINE):
                assert target in targets, f"{path}: make {target}"
