"""What the look promises: small files, readable colours, no inline anything, drawings that exist."""

import gzip
import re
from pathlib import Path

import pytest

import thousandfold.base
from thousandfold.base import icons
from thousandfold_core.drawing.colours import Paint, Theme

BASE = Path(thousandfold.base.__file__).parent
STATIC = BASE / "static" / "base"
SITE = BASE.parent
SHEETS = ("room.css", "desk.css")
SCRIPTS = sorted(path.name for path in STATIC.glob("*.js"))
KILOBYTE = 1024
HEX = re.compile(r"(--[a-z-]+):\s*(#[0-9A-Fa-f]{6})\b")
#: Colours that stand for text, and the grounds they stand on.
TEXT_ON_GROUND = [
    *[(text, ground) for text in ("ink", "muted") for ground in ("paper", "surface", "edge")],
    *[
        (text, ground)
        for text in ("leaf", "leaf-deep", "fruit", "bark", "sun", "sky", "brick")
        for ground in ("paper", "surface")
    ],
    *[("ink", f"{tone}-wash") for tone in ("leaf", "sun", "sky", "brick")],
    ("muted", "leaf-wash"),
    ("leaf", "leaf-wash"),
    ("leaf-deep", "leaf-wash"),
    ("leaf-deep", "edge"),
    ("sky", "sky-wash"),
    ("brick", "brick-wash"),
    ("on-fruit", "fruit"),
    ("on-fruit", "fruit-deep"),
]
#: Drawn things that carry meaning: borders of controls, dots of the path, the focus ring.
DRAWN_ON_GROUND = [
    (drawn, ground)
    for drawn in ("bark", "focus", "leaf", "fruit", "muted", "sun", "sky", "brick")
    for ground in ("paper", "surface", "edge", "leaf-wash")
]
#: Colours that carry no meaning by themselves, each with its reason.
MEAN_NOTHING = {
    "line": "hairlines group what headings and room group already",
}
WALL_TEXT = ("ink", "muted", "leaf", "leaf-deep", "fruit", "sun", "sky", "brick")


def read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def weight(names: list[str] | tuple[str, ...]) -> int:
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


def blocks(css: str, selector: str) -> list[dict[str, str]]:
    """The token blocks of a selector, in the order of the file: light, then dark."""
    found = [dict(HEX.findall(body)) for body in re.findall(rf"{selector} \{{([^}}]*)\}}", css)]
    return [block for block in found if len(block) > 3]


def palettes() -> dict[str, dict[str, str]]:
    screen = re.sub(r"@media print \{.*", "", read("room.css"), flags=re.DOTALL)
    light, dark = blocks(screen, ":root")
    wall_light, wall_dark = blocks(screen, r"\.projector")
    return {
        "light": light,
        "dark": light | dark,
        "wall-light": light | wall_light,
        "wall-dark": light | dark | wall_dark,
    }


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def too_faint(palette: str, pairs: list[tuple[str, str]], least: float) -> list[str]:
    colours = palettes()[palette]
    measured = {(a, b): contrast(colours[f"--{a}"], colours[f"--{b}"]) for a, b in pairs}
    return [f"{a} on {b}: {ratio:.2f}" for (a, b), ratio in measured.items() if ratio < least]


def templates() -> list[Path]:
    return sorted(SITE.glob("*/templates/**/*.html"))


def without_tags(path: Path) -> str:
    """A template's markup without its tags and values."""
    text = re.sub(r"\{%.*?%\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\{\{.*?\}\}", "", text)


def test_contrast_of_black_on_white_is_twenty_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_contrast_agrees_with_a_published_pair():
    """#767676 on white is the well-known lightest grey that passes: 4.54."""
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_text_is_readable_on_every_ground_it_stands_on(palette):
    assert too_faint(palette, TEXT_ON_GROUND, 4.5) == []


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_drawn_signs_stand_out_from_every_ground(palette):
    assert too_faint(palette, DRAWN_ON_GROUND, 3) == []


@pytest.mark.parametrize("palette", ["wall-light", "wall-dark"])
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_the_wall_is_readable_from_the_back_of_the_room(palette, ground):
    assert too_faint(palette, [(text, ground) for text in WALL_TEXT], 7) == []


def unmeasured(colours: dict[str, str]) -> list[str]:
    """Colours that stand in no pair that is measured."""
    paired = {one for pair in TEXT_ON_GROUND + DRAWN_ON_GROUND for one in pair}
    return sorted(
        name for name in colours if name.removeprefix("--") not in {*paired, *MEAN_NOTHING}
    )


@pytest.mark.parametrize("palette", ["light", "dark", "wall-light", "wall-dark"])
def test_every_colour_is_measured_against_its_ground(palette):
    assert unmeasured(palettes()[palette]) == []


@pytest.mark.sabotage("test_every_colour_is_measured_against_its_ground")
def test_a_colour_that_nobody_measures_is_noticed():
    assert unmeasured(palettes()["light"] | {"--mist": "#CCCCCC"}) == ["--mist"]


#: Drawn things of one shape that mean two things: by their paint alone, and in print.
TOLD_APART = [("hill-tag", "tag")]


def alike_in_grey(pairs: list[tuple[str, str]], theme: Theme) -> list[str]:
    """Pairs of one shape that nobody tells apart without colour: contrast is between greys."""
    paint = Paint(theme)
    return [
        f"{one}, {other}"
        for one, other in pairs
        if contrast(paint(one)["fill"], paint(other)["fill"]) < 3
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_held_and_what_is_open_differ_without_colour(theme):
    assert alike_in_grey(TOLD_APART, theme) == []


@pytest.mark.sabotage("test_what_is_held_and_what_is_open_differ_without_colour")
def test_two_colours_of_one_grey_are_noticed():
    assert alike_in_grey([("leaf-1", "ribbon-1")], "light") == ["leaf-1, ribbon-1"]


def test_a_faint_pair_would_be_caught():
    assert too_faint("light", [("line", "paper")], 3) != []


def test_dark_tells_every_light_token_anew():
    light, dark = blocks(read("room.css"), ":root")[:2]
    assert light.keys() == dark.keys()


def test_every_token_that_is_used_is_defined():
    css = read("room.css") + read("desk.css")
    used = set(re.findall(r"var\((--[a-z0-9-]+)", css))
    assert used - set(re.findall(r"(--[a-z0-9-]+):", css)) == set()


@pytest.mark.parametrize("name", SHEETS)
def test_each_sheet_weighs_at_most_fifteen_kilobytes(name):
    assert weight([name]) <= 15 * KILOBYTE


def test_all_scripts_together_weigh_at_most_half_of_what_a_page_may():
    assert weight(SCRIPTS) <= 16 * KILOBYTE


@pytest.mark.parametrize("name", SHEETS)
def test_no_sheet_fetches_anything(name):
    assert re.findall(r"url\(|@import|@font-face", read(name)) == []


def sides_in(css: str) -> list[str]:
    """What in a sheet stays on its side when the page is written from the right.

    A gradient has no word for the start of a line: it may name a side where its rule comes twice,
    once for each direction.
    """
    named = (
        r"(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)[\w-]*\s*:"
        r"|border-(?:top|bottom)-(?:left|right)-radius"
        r"|(?:text-align|float|clear|justify-content|justify-self)\s*:\s*(?:left|right)\b"
        r"|(?:background|object|transform)-(?:position|origin)\s*:[^;]*\b(?:left|right)\b"
        r"|translateX\("
    )
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    turned = {selector.strip() for selector, _ in rules if "[dir=" in selector}
    found = re.findall(named, css) + re.findall(r"[{;\s]((?:left|right)\s*:)", css)
    for selector, body in rules:
        found += [one for one in four_sided(body) if one]
        twin = f'[dir="rtl"] {selector.strip()}'
        if "gradient(to " in body and "[dir=" not in selector and twin not in turned:
            found += re.findall(r"gradient\(to (?:left|right)", body)
    return found


def four_sided(body: str) -> list[str]:
    """Shorthands of four values of which the second and the fourth differ.

    Two borders of a box that is turned by its rule draw an arrow, and are left alone.
    """
    found = []
    for name, values in re.findall(r"\b(margin|padding|inset|border-width)\s*:\s*([^;]+)", body):
        parts = re.findall(r"(?:[\w.%-]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", values)
        if len(parts) == 4 and parts[1] != parts[3] and "rotate(" not in body:
            found.append(f"{name}: {values}")
    return found


@pytest.mark.parametrize(
    "sheet", sorted(SITE.glob("*/static/**/*.css")), ids=lambda path: path.name
)
def test_sheets_name_sides_so_that_they_turn_with_the_script(sheet):
    assert sides_in(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "rule",
    [
        "a { margin-left: 2px; }",
        "a { text-align: right; }",
        "a { position: absolute; left: 0; }",
        "a { border-top-left-radius: 2px; }",
        "a { padding: 1px 2px 1px calc(2px + (1em * 2)); }",
        "a { background: linear-gradient(to right, red, blue); }",
        "a { transform-origin: left top; }",
        "a { transform: translateX(4px); }",
    ],
)
def test_a_rule_that_keeps_to_one_side_would_be_found(rule):
    assert sides_in(rule) != []


def test_a_gradient_may_name_its_side_once_for_each_direction():
    one = ".a { background: linear-gradient(to right, red, blue); }"
    assert sides_in(f'{one} [dir="rtl"] {one.replace("right", "left")}') == []


def test_a_shorthand_with_the_same_on_both_sides_is_fine():
    assert sides_in("a { padding: 1px 2px 3px 2px; margin: 0 auto; }") == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_turns_text_into_markup_or_code(name):
    banned = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.style\b"
    )
    assert re.findall(banned, read(name)) == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_calls_another_site(name):
    assert re.findall(r"https?://", read(name)) == []


def test_no_template_carries_inline_script_style_or_handlers():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\bsrc=)")
    assert [
        f"{path.relative_to(SITE)}: {found.group()}"
        for path in templates()
        for found in inline.finditer(without_tags(path))
    ] == []


def test_every_class_that_a_template_uses_is_drawn():
    """A class nobody draws is a slip of the pen, or a part that docs/reference/look.md lacks."""
    sheets = "".join(path.read_text(encoding="utf-8") for path in SITE.glob("*/static/*/*.css"))
    drawn = set(re.findall(r"\.([a-z][a-z0-9-]*)", sheets))
    used = {
        f"{path.relative_to(SITE)}: {name}"
        for path in templates()
        for value in re.findall(r'\sclass="([^"]*)"', without_tags(path))
        for name in value.split()
        if not name.endswith("-") and name not in drawn
    }
    assert used == set()


def test_every_script_tag_waits_for_the_page():
    tags = [
        tag
        for path in templates()
        for tag in re.findall(r"<script[^>]*src=.*?></script>", path.read_text(encoding="utf-8"))
    ]
    assert tags
    assert [tag for tag in tags if "defer" not in tag] == []


def test_every_drawing_that_a_template_names_exists():
    named = {
        name
        for path in templates()
        for name in re.findall(
            r'base/_icon\.html" with name="([a-z-]+)"', path.read_text(encoding="utf-8")
        )
    }
    assert named
    assert named - set(icons.PATHS) == set()


def test_a_drawing_without_a_label_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in icons.icon("lock")
    assert 'role="img" aria-label="a &amp; b"' in icons.icon("lock", "a & b")


def test_the_comment_of_the_drawing_names_every_one():
    said = (BASE / "templates/base/_icon.html").read_text().partition("label:")[0]
    assert set(icons.PATHS) - set(re.findall(r"[a-z-]+", said)) == set()


def test_answers_stand_side_by_side_with_the_same_look():
    """Send, "I told it aloud" and Pass carry no class of their own and no primary colour."""
    page = (BASE / "templates/base/_answers.html").read_text(encoding="utf-8")
    buttons = re.findall(r"<button[^>]*>", page)
    assert len(buttons) == 3
    assert [button for button in buttons if "class=" in button] == []


def test_enter_can_never_mean_pass():
    """Browsers press the first button of a form on Enter."""
    page = (BASE / "templates/base/_answers.html").read_text(encoding="utf-8")
    assert re.findall(r'<button name="answer" value="([a-z_]+)"', page)[0] == "send"
