# SPDX-License-Identifier: AGPL-3.0-or-later
"""The balance wanted: a table of least and most, and rules about particular people."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.typed import whole
from thousandfold.base.permissions import Permission
from thousandfold.base.views import EditPage, FormPage, Page
from thousandfold.recruitment.features import FEATURES, feature_label, value_label
from thousandfold.recruitment.forms.balance import BalanceForm, Bound, PeopleRuleForm
from thousandfold.recruitment.models import Balance
from thousandfold.recruitment.queries.marks import averages
from thousandfold.recruitment.queries.pool import (
    Nominees,
    Plain,
    fallen,
    nominees_of,
    people_at,
    to_rule,
)
from thousandfold.recruitment.speaking import Speaker
from thousandfold.recruitment.usecases.balance import add_rule, balance_of, drop_rule, set_balance
from thousandfold.recruitment.views.common import OfCall

#: Values of one feature shown as lines of the table; rarer ones are folded away.
SHOWN = 12
PICKABLE = 60


class OfBalance(OfCall):
    """Mixin of pages about a balance."""

    tab = "balance"

    @cached_property
    def balance(self) -> Balance:
        """The balance of this call."""
        return balance_of(self.call)

    @cached_property
    def nominees(self) -> Nominees:
        """Everybody who may be chosen now."""
        scores = averages(self.call) if self.call.marks_opened_at else {}
        return nominees_of(self.call, self.balance.pool, scores)

    def say_rules(self) -> list[dict[str, Any]]:
        """Rules about people in words, each with its place in the list."""
        speaker = self.speaker
        found = []
        for place, rule in enumerate(self.balance.rules):
            if rule["kind"] in ("must", "must-not", "together", "apart"):
                found.append({"place": place, "text": speaker.say(to_rule(rule).say())})
        return found

    @cached_property
    def speaker(self) -> Speaker:
        """Says sentences with the names of the pool and of everybody that a rule names."""
        named = {one for rule in self.balance.rules for one in _named(rule)}
        rows = {**people_at(self.call, named - set(self.nominees.rows)), **self.nominees.rows}
        return Nominees(rows, {}).speaker


def _named(rule: Plain) -> list[str]:
    return rule.get("people", []) or ([rule["person"]] if "person" in rule else [])


class BalancePage(OfBalance, EditPage):
    """Who may be chosen, the size, the cap, and least and most of each value."""

    permission = Permission.COHORT_COMPOSE
    template_name = "recruitment/balance.html"
    form_class = BalanceForm
    title = _("Balance")
    lead = _("Say what the cohort should look like. Nothing is asked unless you write a number.")
    action = _("Keep the balance")

    @property
    def based_on(self) -> int:
        """The version the form was filled from."""
        typed = self.request.POST.get("version", "")
        return whole(typed, self.balance.version)

    def get_initial(self) -> dict[str, Any]:
        """What stands."""
        rules = {rule["kind"]: rule for rule in self.balance.rules}
        size, cap = rules.get("size", {}), rules.get("organisation", {})
        return {
            "pool": self.balance.pool,
            "least": size.get("min", self.call.size_least),
            "most": size.get("max", self.call.size_most),
            "per_organisation": cap.get("most"),
        }

    @cached_property
    def tables(self) -> list[dict[str, Any]]:
        """One table for each feature: every value that occurs, and every one that is asked for."""
        asked = {(r["feature"], r["value"]): r for r in self.balance.rules if r["kind"] == "target"}
        supply = self.nominees.supply()
        order = [*FEATURES, *sorted(set(supply) - set(FEATURES))]
        found, place = [], 0
        for feature in order:
            values = supply.get(feature, {})
            wanted = [value for kind, value in asked if kind == feature and value not in values]
            ordered = sorted(values, key=lambda v: (-values[v], str(v))) + wanted
            bounds = []
            for value in ordered:
                rule = asked.get((feature, value), {})
                bounds.append(_bound(place, feature, value, values.get(value, 0), rule))
                place += 1
            if bounds:
                found.append(_table(feature, bounds))
        return found

    @property
    def bounds(self) -> list[Bound]:
        """All lines of all tables."""
        return [one for table in self.tables for one in (*table["bounds"], *table["rare"])]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the numbers of the table first; wrong ones are said beside them."""
        for one in self.bounds:
            one.read(request.POST)
        if "suggest" in request.POST:
            self._suggest()
            return self.show(self.get_form(request.POST))
        if any(one.problem for one in self.bounds):
            form = self.get_form(request.POST)
            form.is_valid()
            form.add_error(None, _("Look at the numbers in the table below."))
            return self.show(form, status=422)
        return super().post(request, *args, **kwargs)

    def _suggest(self) -> None:
        """Write least numbers in proportion into the sector and side tables; nothing is kept."""
        for table in self.tables:
            if table["feature"] in ("sector", "side"):
                self._share(table["bounds"])

    def _share(self, bounds: list[Bound]) -> None:
        """About half of each value's share of the smallest cohort, at least one."""
        total = sum(one.supply for one in bounds)
        size = next(r["min"] for r in self.balance.rules if r["kind"] == "size")
        for one in bounds:
            fair = math.floor(Fraction(one.supply * size, 2 * total)) if total else 0
            one.least = one.least or str(min(one.supply, max(1, fair)))

    def save(self, form: BalanceForm) -> str:
        """Keep it."""
        given = form.cleaned_data
        set_balance(
            viewer=self.viewer,
            balance=self.balance,
            based_on=self.based_on,
            pool=given["pool"],
            size=(given["least"], given["most"]),
            most_per_organisation=given["per_organisation"],
            targets=[(one.feature, one.value, *one.bounds) for one in self.bounds],
            at=timezone.now(),
        )
        messages.success(
            self.request, _("The balance is kept. Compose a group to see what it gives.")
        )
        return self.url("compose" if "compose" in self.request.POST else "balance")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tables and rules about people."""
        conflict = kwargs.get("conflict")
        gone = fallen(self.balance.rules, self.nominees)
        context = OfCall.get_context_data(
            self,
            tables=self.tables,
            people=self.say_rules(),
            pool_size=len(self.nominees.rows),
            waiting=_waiting(self),
            gone=[self.speaker.say(to_rule(rule).say()) for rule in gone],
            **kwargs,
        )
        version = conflict.params["version"] if conflict else self.balance.version
        return {**context, "version": version}


def _waiting(page: OfBalance) -> int:
    if page.balance.pool != "confirmed":
        return 0
    return page.call.nominations.filter(state="sent").count()


def _bound(place: int, feature: str, value: str, supply: int, rule: Plain) -> Bound:
    least, most = rule.get("min"), rule.get("max")
    return Bound(
        place,
        feature,
        value,
        value_label(feature, value),
        supply,
        str(least) if least else "",
        "" if most is None else str(most),
    )


def _table(feature: str, bounds: list[Bound]) -> dict[str, Any]:
    """Common values and those with a bound first; the rest is folded away."""
    common = [one for at, one in enumerate(bounds) if at < SHOWN or one.least or one.most]
    rare = [one for one in bounds if one not in common]
    return {
        "feature": feature,
        "label": feature_label(feature),
        "bounds": common,
        "rare": rare,
        "asked": any(one.least or one.most for one in bounds),
    }


class PeopleRules(OfBalance, FormPage):
    """Rules about particular people: must, must not, together, apart."""

    permission = Permission.COHORT_COMPOSE
    template_name = "recruitment/people_rules.html"
    form_class = PeopleRuleForm
    title = _("Rules about particular people")
    lead = _("Use them seldom, and say why in the minutes: every change is on record.")
    action = _("Add the rule")

    def form_arguments(self) -> dict[str, Any]:
        """People to pick, narrowed by the words searched for."""
        words = self.request.GET.get("q", "").casefold().split()
        ticked = set(self.request.POST.getlist("people"))
        rows = sorted(self.nominees.rows.values(), key=lambda row: (row.sort_name, str(row.pk)))
        found = [
            (str(row.pk), f"{row.name}, {row.organisation}" if row.organisation else row.name)
            for row in rows
            if str(row.pk) in ticked
            or all(word in f"{row.name} {row.organisation}".casefold() for word in words)
        ]
        self.hidden = max(0, len(found) - PICKABLE)
        return {"people": found if ticked else found[:PICKABLE]}

    def save(self, form: PeopleRuleForm) -> str:
        """Add one rule, or one for each person picked."""
        kind, people = form.cleaned_data["kind"], form.cleaned_data["people"]
        single = kind in ("must", "must-not")
        rules = (
            [{"kind": kind, "person": one} for one in people]
            if single
            else [{"kind": kind, "people": people}]
        )
        balance = self.balance
        for rule in rules:
            balance = add_rule(
                viewer=self.viewer,
                balance=balance,
                rule=rule,
                known=self.nominees.rows,
                at=timezone.now(),
            )
        messages.success(self.request, _("The rule is kept."))
        return self.url("people-rules")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Rules that stand."""
        return super().get_context_data(
            people=self.say_rules(),
            q=self.request.GET.get("q", ""),
            hidden=self.hidden,
            pool_size=len(self.nominees.rows),
            **kwargs,
        )


class RuleDrop(OfBalance, Page):
    """Take a rule away."""

    permission = Permission.COHORT_COMPOSE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the rule at this place away, if it still says the same."""
        place = self.kwargs["place"]
        texts = {one["place"]: one["text"] for one in self.say_rules()}
        if place in texts and texts[place] == request.POST.get("text"):
            rule = self.balance.rules[place]
            drop_rule(viewer=self.viewer, balance=self.balance, rule=rule, at=timezone.now())
            messages.success(request, say("Taken away: %(rule)s") % {"rule": texts[place]})
        else:
            messages.error(request, _("That rule has changed meanwhile. Look again."))
        return HttpResponseRedirect(self.after_refusal())

    def after_refusal(self) -> str:
        """The rules again."""
        return self.url("people-rules")
