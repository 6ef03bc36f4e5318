"""A small package in which a check finds nothing, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable

from thousandfold_core.curricula.findings import Finding
from thousandfold_core.curricula.lint import lint
from thousandfold_core.curricula.reading import read_package
from thousandfold_core.curricula.stamp import stamp

MANIFEST = """\
id = "small"
title = {en = "Small", es = "Pequeño"}
version = "1.0.0"
licence = "CC-BY-SA-4.0"
languages = ["en", "es"]
source = "en"
credits = []
"""

PROGRAMME = """\
+++
id = "small"
title = "Small"
aims = [
  {id = "a.root", tenet = "values", text = "Name a root."},
]
+++
::: arc {#arc}
One day.
:::
::: agreements {#agreements}
Pass is an answer.
:::
::: staffing {#staffing}
Two facilitators.
:::
"""

SESSION = """\
id = "roots"
title = {en = "Roots", es = "Raíces"}

[[day]]
title = {en = "Saturday", es = "Sábado"}
starts = "09:00"
ends = "13:00"

[[day.item]]
title = {en = "Welcome", es = "Bienvenida"}
minutes = 10

[[day.item]]
activity = "tree"
minutes = 60

[[day.item]]
break = true
minutes = 15

[[day.item]]
activity = "storm"
minutes = 40

[[day.item]]
meal = true
minutes = 45
at = "11:30"

[[day.item]]
activity = "tree"
part = "return-a"
minutes = 15
"""

TREE = """\
+++
id = "tree"
title = "Tree"
exercise = "me-tree@1"
minutes = {min = 45, typical = 60, max = 75}
group = ["solo"]
aims = ["a.root"]
needs = []
gives = ["branches"]
core = ["share-is-optional", "revisit"]
heat = "middle"
debrief = false
materials = ["Paper"]
tenets = ["values"]
+++
::: step {#roots min=40 screen="quiet" handout="sheet" reach=only_me}
Draw your roots.
:::
::: step {#choose min=20 share=optional}
Choose what to show, if anything.
:::
::: step {#look-again min=15 part=return-a}
Look at your tree again.
:::
::: participant {#hello}
Draw a tree. You can pass at any time. What you draw is yours. You show it to no one
unless you want to. Take your time. There is no right way to do it. A word is enough.
:::
"""

STORM = """\
+++
id = "storm"
title = "Storm"
exercise = ""
minutes = {min = 30, typical = 40, max = 50}
group = ["plenary"]
aims = ["a.root"]
needs = ["branches"]
gives = []
core = []
heat = "high"
debrief = true
materials = []
tenets = ["values"]
+++
::: step {#talk min=30}
Talk about what pulls at the branches.
:::
::: debrief {#calm min=10}
What do you carry from this?
:::
"""

SHEET = """\
+++
title = "Sheet"
+++
::: paper {#sheet}
Roots:
:::
"""


def translated(text: str) -> str:
    """The same text as a Spanish file; the words do not matter here."""
    return text.replace("Name a root", "Nombrar una raíz").replace("Draw", "Dibuja")


def good() -> dict[str, str]:
    """Files of a package in which a check finds nothing."""
    files = {
        "package.toml": MANIFEST,
        "sessions/01-roots.toml": SESSION,
        "CHANGES.md": "1.0.0: first.\n",
        "LICENCE.md": "CC BY-SA 4.0\n",
    }
    texts = {
        "programme/{}.md": PROGRAMME,
        "activities/tree/{}.md": TREE,
        "activities/storm/{}.md": STORM,
        "activities/tree/handouts/sheet.{}.md": SHEET,
    }
    for path, text in texts.items():
        files[path.format("en")] = text
        files[path.format("es")] = translated(text)
    return files | stamp(read_package(files), "es")


def swap(path: str, old: str, new: str) -> Callable[[dict[str, str]], None]:
    """A spoiling that puts ``new`` in place of ``old``, which must be there."""

    def spoil(files: dict[str, str]) -> None:
        assert old in files[path], f"{old!r} is not in {path}"
        files[path] = files[path].replace(old, new, 1)

    return spoil


def drop(path: str) -> Callable[[dict[str, str]], None]:
    """A spoiling that takes a file away."""
    return lambda files: files.pop(path) and None


def add(path: str, text: str) -> Callable[[dict[str, str]], None]:
    """A spoiling that adds a file."""
    return lambda files: files.update({path: text})


def check(files: dict[str, str], **questions) -> tuple[Finding, ...]:
    """Everything found in the files."""
    return lint(read_package(files), **questions)


def spoiled(*spoilings: Callable[[dict[str, str]], None]) -> dict[str, str]:
    """The good package after some spoilings."""
    files = good()
    for each in spoilings:
        each(files)
    return files
