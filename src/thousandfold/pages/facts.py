# SPDX-License-Identifier: AGPL-3.0-or-later
"""Facts about the programme this software serves, each with where it is written.

Where two sources differ, both values stand side by side. Only what was read in
a source is here; what nobody checked is left out. Line numbers are those of the
report's plain text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

REPORT, COMPANION, PRESS = "report", "companion", "press"
COUNTY, WPUSA, UNION = "county", "wpusa", "union"

#: Short names of the sources and what they are.
SOURCES = {
    REPORT: _(
        "The report on the 1000 Leaders Project by Chlala, Wander, Ito and Pastor, "
        "Program for Environmental and Regional Equity (PERE), January 2019; by line of its text"
    ),
    COMPANION: _(
        "A companion page on leadership development by the national network of host organisations"
    ),
    PRESS: _("Local news of the day: NBC Bay Area, CBS San Francisco, Palo Alto Online"),
    COUNTY: _("Santa Clara County, legislative file 73893"),
    WPUSA: _("Working Partnerships USA, announcement of August 2015"),
    UNION: _("Service Employees International Union, Local 521: release on the ordinance"),
}


@dataclass(frozen=True)
class Claim:
    """What one source says: the value, the source, and where in it."""

    value: Any
    source: str
    where: str = ""

    @property
    def cited(self) -> str:
        """Where it is written, in short."""
        word = SHORT[self.source]
        return f"{word} {self.where}" if self.where else str(word)


SHORT = {
    REPORT: _("report, lines"),
    COMPANION: _("companion page"),
    PRESS: _("news of the day:"),
    COUNTY: _("county file 73893"),
    WPUSA: _("Working Partnerships USA"),
    UNION: _("SEIU Local 521"),
}


@dataclass(frozen=True)
class Fact:
    """One question with every answer that was found; ``differs`` where they conflict."""

    what: Any
    claims: tuple[Claim, ...]
    differs: bool = False


def _fact(what: Any, *claims: tuple[Any, ...]) -> Fact:
    """A fact whose accounts agree, or complete each other."""
    return Fact(what, tuple(Claim(*one) for one in claims))


def _differing(what: Any, *claims: tuple[Any, ...]) -> Fact:
    """A fact whose accounts conflict."""
    return Fact(what, tuple(Claim(*one) for one in claims), differs=True)


FACTS = (
    _fact(_("Working Partnerships USA founded"), ("1995", REPORT, "271–274, 464–465")),
    _differing(
        _("First leadership institute with labour and community"),
        (_("1997, as Labor/Community Leadership Institute"), REPORT, "479–482"),
        (_("1997, as Community-Labor Leadership Institute"), REPORT, "653–655"),
    ),
    _differing(
        _("When 1000 Leaders began"),
        (_("1997"), REPORT, "26–27"),
        (_("named so some years after the trainings of about 2009"), REPORT, "492–517"),
        (_("“eighteen years ago”, without a date"), COMPANION),
    ),
    _fact(
        _("Building Partnerships formed, to help others do the same"), ("2004", REPORT, "482–490")
    ),
    _fact(
        _("Values-Based Leadership and Leading a New Way first tried"),
        (_("about five years after 2004"), REPORT, "492–495"),
    ),
    _fact(_("Trainings developed"), (_("six"), REPORT, "517–520")),
    _differing(
        _("People trained"),
        ("1,500", REPORT, "27"),
        (_("more than 1,500"), REPORT, "313"),
        (_("more than 1,400"), COMPANION),
    ),
    _fact(_("Of them elected"), (_("more than 225"), COMPANION)),
    _fact(_("Of them appointed"), ("100", COMPANION)),
    _fact(_("Cohorts"), ("85", REPORT, "1757")),
    _differing(_("Where"), (_("16 cities"), REPORT, "1758"), (_("16 regions"), COMPANION)),
    _fact(_("People in a cohort"), (_("about 12 to 20"), REPORT, "746–747")),
    _fact(_("People interviewed for the report"), ("11", REPORT, "452–455, 2093–2115")),
)

#: Hosts that the report lists, with their region (report lines 532-556). It names no more.
HOSTS = (
    ("Working Partnerships USA", "Silicon Valley, CA", "515–517"),
    ("Alameda Labor Council, Oakland Rising", "Oakland / East Bay, CA", "532"),
    (
        _(
            "Center for Policy Initiatives (line 1369: Center on Policy Initiatives), "
            "San Diego and Imperial Counties Labor Council"
        ),
        "San Diego, CA",
        "534–535, 1369",
    ),
    (
        "Central Coast Alliance United for a Sustainable Economy",
        _("Ventura and Santa Barbara, CA"),
        "537–538",
    ),
    ("Community Labor United", "Boston, MA", "540"),
    ("Connecticut Center for a New Economy", _("New Haven and Hartford, CT"), "542"),
    ("Doing Development Differently in Metro Detroit", "Detroit, MI", "544"),
    ("United for a New Economy Colorado, Denver Area Labor Federation", "Denver, CO", "546–547"),
    ("Georgia STAND-UP", "Atlanta, GA", "549"),
    (_("Good Jobs, Livable Neighborhoods, now part of Citizen Action"), "Milwaukee, WI", "551"),
    (
        "Orange County Communities Organized for Responsible Development",
        "Orange County, CA",
        "553–554",
    ),
    ("Puget Sound Sage", "Seattle / Puget Sound, WA", "556"),
)

#: The living-wage case, by date, with every account that was found.
TIMELINE = (
    _fact(
        _("2011: students at San José State propose a minimum wage by ballot"),
        (_("their professor was an alumnus of the training"), REPORT, "1636–1646"),
    ),
    _fact(
        _("2012: San José votes for it"),
        (_("a rise of 25 percent, then further steps"), REPORT, "1647–1649"),
        (_("10.15 dollars an hour on 1 January 2014"), PRESS, "NBC Bay Area"),
    ),
    _fact(
        _("2013: alumni and allies meet and choose the next fight"),
        (_("subcontracted work, county-wide"), REPORT, "1656–1673"),
    ),
    _fact(
        _("May 2014: the county board asks for a study"),
        (_("5 to 0, on 20 May"), PRESS, "Palo Alto Online"),
    ),
    _fact(
        _("August 2014: the county hears people"),
        (
            _("town halls, forums and education led by alumni in public offices"),
            REPORT,
            "1685–1691",
        ),
        (_("about 300 came and 76 spoke, with interpreters, on 25 August"), COUNTY),
    ),
    _fact(
        _("December 2014: the living-wage ordinance"),
        (_("passed in 2014; about 22,000 workers covered at once"), REPORT, "1633, 1712–1724"),
        (_("adopted on 16 December, 3 to 1 with one abstention"), PRESS, "NBC Bay Area"),
    ),
    _fact(
        _("Hourly pay it set at first"),
        (_("19.06 dollars, or 17.06 with benefits"), PRESS, "CBS San Francisco"),
    ),
    _differing(
        _("Did it cover nonprofits with county contracts?"),
        (_("no, exempt"), UNION),
        (_("yes, included"), PRESS, "CBS San Francisco"),
    ),
    _differing(
        _("Governments that had a living wage before"),
        (_("more than 120"), REPORT, "1712–1713"),
        (_("more than 140"), UNION),
    ),
    _differing(
        _("Who was covered, and when"),
        (_("at once, county employees included"), REPORT, "1717–1720"),
        (_("about 17,000 county employees added on 11 August 2015, by 4 votes"), WPUSA),
    ),
    _fact(
        _("2015: the Silicon Valley Rising campaign begins"), (_("in 2015"), REPORT, "1726–1742")
    ),
    _fact(
        _("By 2018"),
        (_("21.73 or 22.98 dollars an hour, by benefits"), REPORT, "1720"),
        (_("more than 5,500 subcontracted workers won a voice at work"), REPORT, "1733–1735"),
    ),
)
