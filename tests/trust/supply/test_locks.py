"""What is installed is pinned, hashed, a wheel, known to the project, and little."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from trust.supply.locks import LOCKS, ROOT, locked, open_entries, plain, text_of

#: Direct dependencies of a site (trust row 4.9). One more needs one less, or a decision.
MOST_DIRECT = 25
INSTALLERS = ("tools/setup.sh",)


def project() -> dict[str, Any]:
    """The project's own description."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def direct(given: dict[str, Any]) -> list[str]:
    """Names of what a site needs directly."""
    return [plain(re.split(r"[\[<>=~!; ]", one)[0]) for one in given["dependencies"]]


def without_hashes(script: str) -> list[str]:
    """Lines of a script that install what no hash was checked of, or what is no wheel."""
    calls = [line for line in script.splitlines() if re.match(r"\s*put\b.*-r ", line)]
    return [
        line
        for line in calls
        if "--require-hashes" not in line or "--only-binary :all:" not in line
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_and_hashed(lock: str) -> None:
    assert open_entries(text_of(lock)) == []


@pytest.mark.sabotage("test_every_package_is_pinned_and_hashed")
@pytest.mark.parametrize(
    "line", ["left-open>=1.0", "no-hash==1.0", "git+https://example.org/a.git", "a==1 --hash=md5:0"]
)
def test_an_open_entry_is_noticed(line: str) -> None:
    assert open_entries(f"{text_of('run.lock')}\n{line}\n") == [line]


@pytest.mark.parametrize("script", INSTALLERS)
def test_what_is_installed_is_checked_and_a_wheel(script: str) -> None:
    assert without_hashes((ROOT / script).read_text(encoding="utf-8")) == []


@pytest.mark.sabotage("test_what_is_installed_is_checked_and_a_wheel")
def test_an_unchecked_installation_is_noticed() -> None:
    script = (ROOT / INSTALLERS[0]).read_text(encoding="utf-8")
    assert without_hashes(script.replace("--require-hashes ", ""))
    assert without_hashes(script.replace("--only-binary :all: ", ""))


def test_every_direct_dependency_is_locked() -> None:
    known = {one.name for one in locked(text_of("run.lock"))}
    assert [one for one in direct(project()) if one not in known] == []


#: What code and settings call a package, where it is not its name with an underscore.
IMPORTED = {
    "django-allauth": ("allauth",),
    "django-csp": ("csp.middleware",),
    "django-scopes": ("django_scopes",),
    "django-tasks": ("django_tasks",),
    "django-tasks-db": ("django_tasks_db",),
    "django": ("django",),
    "markdown-it-py": ("markdown_it",),
    "pillow": ("from PIL", "import PIL"),
    "pynacl": ("nacl",),
    "python-calamine": ("python_calamine",),
}


def source() -> str:
    """All our code."""
    files = sorted((ROOT / "src").rglob("*.py"))
    return "\n".join(Path(one).read_text(encoding="utf-8") for one in files)


def too_many(names: list[str]) -> list[str]:
    """Direct dependencies beyond those that there may be."""
    return sorted(set(names))[MOST_DIRECT:]


def unused(names: list[str], code: str) -> list[str]:
    """Direct dependencies that no line of ours and no setting names."""
    return [one for one in names if not any(word in code for word in IMPORTED.get(one, (one,)))]


def test_direct_dependencies_are_few() -> None:
    assert too_many(direct(project())) == []


@pytest.mark.sabotage("test_direct_dependencies_are_few")
def test_one_dependency_too_many_is_noticed() -> None:
    staying = [f"planted-{number}" for number in range(MOST_DIRECT + 1)]
    assert len(too_many(staying)) == 1


def test_every_direct_dependency_is_used() -> None:
    assert unused(direct(project()), source()) == []


@pytest.mark.sabotage("test_every_direct_dependency_is_used")
def test_a_dependency_that_nothing_uses_is_noticed() -> None:
    assert unused([*direct(project()), "planted-one"], source()) == ["planted-one"]
