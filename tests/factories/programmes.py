"""A small programme in two languages, for tests that must not hang on the shipped one."""

from __future__ import annotations

from pathlib import Path

from thousandfold.curriculum import folders

PACKAGE = """id = "small"
version = "{version}"
licence = "CC-BY-4.0"
languages = ["en", "es"]
source = "en"
credits = [{{name = "Somebody", for = "words", licence = "CC-BY-4.0"}}]
title = {{en = "Small programme", es = "Programa pequeño"}}
"""
PROGRAMME = """+++
id = "small"
title = "Small programme"
aims = [{id = "a.one", tenet = "values", text = "Say what guides me."}]
+++
::: arc {#arc}
The arc <script>alert(1)</script> of it.
:::

::: agreements {#agreements}
We listen.
:::

::: staffing {#staffing}
Two people.
:::
"""
FIRST = """id = "first"
title = {en = "First", es = "Primera"}

[[day]]
title = {en = "Arriving", es = "Llegar"}
starts = "10:00"
ends = "13:00"

[[day.item]]
activity = "talk"
minutes = 40

[[day.item]]
break = true
minutes = 15

[[day.item]]
meal = true
minutes = 45
at = "12:00"

[[day]]
title = {en = "Staying", es = "Quedarse"}
starts = "09:00"

[[day.item]]
activity = "talk"
minutes = 40
"""
SECOND = """id = "second"
title = {en = "Second", es = "Segunda"}

[[day]]
title = {en = "Leaving", es = "Irse"}
starts = "18:00"

[[day.item]]
title = {en = "Welcome", es = "Bienvenida"}
minutes = 20
"""
TALK = """+++
id = "talk"
title = "A talk"
exercise = ""
minutes = {min = 20, typical = 40, max = 60}
group = ["triad"]
aims = ["a.one"]
needs = []
gives = []
core = []
heat = "low"
debrief = false
materials = ["Chairs", "Water"]
tenets = ["values"]
+++
::: step {#talk min=30 handout="card"}
Talk in *threes*. Then stop.
:::

::: facilitator {#watch}
Watch the clock.
:::
"""
TALK_ES = """+++
id = "talk"
title = "Una charla"
materials = ["Sillas", "Agua"]
+++
::: step {#talk of="00000000"}
Hablen de a tres.
:::
"""
CARD = """+++
title = "{title}"
+++
::: paper {{#card}}
# {title}

| Who | What |
|---|---|
| | |
:::
"""


def write_programme(folder: Path, version: str = "1.0.0") -> Path:
    """Write the small programme below a folder of packages; return its own folder."""
    files = {
        "package.toml": PACKAGE.format(version=version),
        "programme/en.md": PROGRAMME,
        "programme/es.md": PROGRAMME.replace("Small programme", "Programa pequeño"),
        "sessions/01-first.toml": FIRST,
        "sessions/02-second.toml": SECOND,
        "activities/talk/en.md": TALK,
        "activities/talk/es.md": TALK_ES + "\n::: facilitator {#watch}\nMiren el reloj.\n:::\n",
        "activities/talk/handouts/card.en.md": CARD.format(title="Card"),
        "activities/talk/handouts/card.es.md": CARD.format(title="Tarjeta"),
        "CHANGES.md": f"{version}\n",
        "LICENCE.md": "CC-BY-4.0\n",
    }
    for name, text in files.items():
        path = folder / "small" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "small"


def ship(monkeypatch, folder: Path) -> None:
    """Let this folder be the one whose packages ship with the product."""
    monkeypatch.setattr(folders, "SHIPPED", folder)
