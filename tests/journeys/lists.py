"""A list of people as organisations keep them: every mess that a spreadsheet can hold."""

from __future__ import annotations

#: Organisation, sector as the list calls it, town, and the people from there.
HOMES = (
    (
        "Cannery Workers 11",
        "Labor union",
        "Alviso",
        ("Ana Ruiz", "Bao Đặng", "Cora Ito", "Dee Fox"),
    ),
    ("Tenants of Alum Rock", "community org", "San José", ("Eli Roy", "Fola Ade", "Gita Rao")),
    ("St. Julie", "Church", "San José", ("Hana Cho", "Ibrahim Şen", "فاطمة زهراء")),
    ("Planning Commission", "Government", "Santa Clara", ("陈静", "Kofi O'Neil", "Lena Größ")),
)
PEOPLE = sum(len(home[-1]) for home in HOMES)
HEADING = "Full Name;E-mail;Organization;Type;City;City;Immigration status;Shift;Remarks"


def messy_list() -> bytes:
    """UTF-16 with semicolons, a heading twice, blank rows, a row twice, a formula, a forbidden column."""
    rows = [HEADING, ""]
    for organisation, kind, town, names in HOMES:
        rows += [_row(at, *home) for at, home in _people(organisation, kind, town, names)]
    rows += [";;;;;;;;", _row(0, "Ana Ruiz", HOMES[0][0], HOMES[0][1], HOMES[0][2])]
    rows += [";nobody@list.example;;;;;;;"]
    return "\r\n".join(rows).encode("utf-16")


def _people(organisation, kind, town, names):
    return [(at, (name, organisation, kind, town)) for at, name in enumerate(names)]


def _row(at: int, name: str, organisation: str, kind: str, town: str) -> str:
    address = f"{organisation[:3].casefold()}.{at}@list.example"
    shift = ("day", "night")[at % 2]
    return (
        f'  {name} ;{address};{organisation};{kind};{town};;never;{shift};"=1+1; met at a hearing"'
    )
