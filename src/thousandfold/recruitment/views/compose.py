# SPDX-License-Identifier: AGPL-3.0-or-later
"""Composing: runs, one run with its reasons and alternatives, and why one person."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.views import Page
from thousandfold.recruitment.features import feature_label, value_label
from thousandfold.recruitment.models import Composition
from thousandfold.recruitment.queries.marks import has_marks
from thousandfold.recruitment.queries.pool import Nominees, Plain, to_rule
from thousandfold.recruitment.speaking import Speaker, recall
from thousandfold.recruitment.usecases.balance import apply_repair, balance_of, set_locks
from thousandfold.recruitment.usecases.composing import (
    compose_cohort,
    compose_later,
    explain_person,
    nominees_then,
)
from thousandfold.recruitment.views.balance import OfBalance
from thousandfold.recruitment.views.common import OfCall

SEED_LETTERS = 4
OTHERS = 25
#: People from whom composing takes long enough to go on the side.
MANY = 150


class Composing:
    """Mixin of pages that compose: at once, or on the side where there are many people."""

    request: Any
    viewer: Any
    call: Any
    url: Any

    def composed(self, seed: str, people: int, at: Any) -> HttpResponse:
        """To the run, or to where its making is told."""
        given = {"viewer": self.viewer, "call": self.call, "seed": seed, "at": at}
        if people < MANY:
            return HttpResponseRedirect(self.url("composition", compose_cohort(**given).pk))
        job = compose_later(came_from=self.url("compose"), **given)
        return HttpResponseRedirect(reverse("base:job", args=[self.call.host.slug, job.pk]))


class ComposePage(Composing, OfBalance, Page):
    """What will be asked of the group, a button, and earlier runs."""

    permission = Permission.COHORT_COMPOSE
    template_name = "recruitment/compose.html"
    title = _("Compose")
    lead = _("The best group that meets the balance, with reasons. You decide afterwards.")
    tab = "compose"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Compose, and show the run."""
        seed = request.POST.get("seed", "").strip()[:40] or new_seed()
        return self.composed(seed, len(self.nominees.rows), timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Rules in words, and runs with what they gave."""
        speaker = self.speaker
        runs = Composition.objects.filter(call=self.call).select_related("account")[:50]
        return super().get_context_data(
            rules=[speaker.say(to_rule(rule).say()) for rule in self.balance.rules],
            runs=[_run(run, self.balance.rules) for run in runs],
            seed=new_seed(),
            pool_size=len(self.nominees.rows),
            closed_marks=has_marks(self.call) and not self.call.marks_opened_at,
            no_marks=not has_marks(self.call),
            **kwargs,
        )


def new_seed() -> str:
    """A fresh seed, short enough to read aloud."""
    return secrets.token_hex(SEED_LETTERS)


def _run(run: Composition, rules: list[Plain]) -> dict[str, Any]:
    return {
        "run": run,
        "size": len(run.result.get("cohort", ())),
        "met": "cohort" in run.result,
        "current": run.rules == rules,
    }


class OfComposition(OfCall):
    """Mixin of pages about a kept run."""

    tab = "compose"

    @cached_property
    def composition(self) -> Composition:
        """The run that the address names."""
        rows = Composition.objects.select_related("call", "call__host", "account")
        return get_object_or_404(rows, pk=self.kwargs["pk"], call=self.call)

    def find(self) -> Any:
        """The run."""
        return self.composition

    @cached_property
    def nominees(self) -> Nominees:
        """Its people, with their scores of then."""
        return nominees_then(self.composition)

    @cached_property
    def speaker(self) -> Speaker:
        """Says its sentences."""
        return self.nominees.speaker

    def say(self, kept: list[dict[str, Any]], *, beside: bool = False) -> list[str]:
        """Kept sentences in the language of the moment."""
        return [self.speaker.say(recall(one), beside=beside) for one in kept]


class CompositionPage(Composing, OfComposition, Page):
    """One run: the group, the balance it meets, why each is in or not, what else is near."""

    permission = Permission.COHORT_COMPOSE
    template_name = "recruitment/composition.html"

    def get_title(self) -> Any:
        """Its number."""
        return _("Group %(number)s") % {"number": self.composition.number}

    @property
    def met(self) -> bool:
        """A group was found."""
        return "cohort" in self.composition.result

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A group with reasons, or what clashes with ways out."""
        run = self.composition
        same = run.rules == balance_of(self.call).rules
        more = self._group() if self.met else self._clash()
        return super().get_context_data(run=run, met=self.met, same=same, **more, **kwargs)

    def _group(self) -> dict[str, Any]:
        result = self.composition.result
        inside = [one for one in result["cohort"] if one in self.nominees.rows]
        chosen = set(result["cohort"])
        outside = self._by_score([one for one in self.nominees.rows if one not in chosen])
        return {
            "said": self.say(result["said"][:1]),
            "more_said": self.say(result["said"][1:]),
            "inside": [self._person(one) for one in self._by_score(inside)],
            "outside": [self._person(one) for one in outside[:OTHERS]],
            "further": [(one, self.speaker.name(one)) for one in outside[OTHERS:]],
            "totals": self._totals(inside),
            "alternatives": [self._alternative(at) for at in range(len(result["alternatives"]))],
            "ready": [self.speaker.name(one) for one in result["ready"]],
            "unsafe": [self.speaker.name(one) for one in result["unsafe"]],
            "lead": _(
                "Every rule below is met. Read the reasons, look at what else is near, then decide."
            ),
        }

    def _clash(self) -> dict[str, Any]:
        result = self.composition.result
        return {
            "facts": self.say(result["facts"]),
            "contradiction": self.say(result["contradiction"]),
            "repairs": [
                {"place": at, "changes": self.say(one["changes"])}
                for at, one in enumerate(result["repairs"])
            ],
            "lead": _("No group can meet all the rules. Here is why, and what would do."),
        }

    def _by_score(self, ids: list[str]) -> list[str]:
        rows, scores = self.nominees.rows, self.nominees.scores
        return sorted(ids, key=lambda one: (-scores.get(one, 0), rows[one].sort_name, one))

    def _person(self, one: str) -> dict[str, Any]:
        row, score = self.nominees.rows[one], self.nominees.scores.get(one)
        reason = self.composition.result["reasons"].get(one)
        said = self.say(reason["said"], beside=True) if reason else []
        return {
            "id": one,
            "row": row,
            "score": None if score is None else round(float(score), 2),
            "first": said[0] if said else "",
            "rest": said[1:],
            "lock": self._locks.get(one, ""),
        }

    @cached_property
    def _locks(self) -> dict[str, str]:
        rules = balance_of(self.call).rules
        return {rule["person"]: rule["kind"] for rule in rules if "person" in rule}

    def _totals(self, inside: list[str]) -> list[dict[str, Any]]:
        """Each target with its bounds, and how many the group has."""
        group = Nominees({one: self.nominees.rows[one] for one in inside}, {}).supply()
        found = []
        for rule in self.composition.rules:
            if rule["kind"] == "target":
                have = group.get(rule["feature"], {}).get(rule["value"], 0)
                label = value_label(rule["feature"], rule["value"])
                found.append(_total(feature_label(rule["feature"]), label, have, rule))
            elif rule["kind"] == "size":
                found.append(_total(_("People in all"), "", len(inside), rule))
        return found

    def _alternative(self, at: int) -> dict[str, Any]:
        one = self.composition.result["alternatives"][at]
        return {
            "place": at + 1,
            "joins": [self.speaker.name(person) for person in one["joins"]],
            "leaves": [self.speaker.name(person) for person in one["leaves"]],
            "trades": self.say(one["trades"]),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep who must and must not be in, and compose again."""
        locks = {
            name.removeprefix("lock-"): value
            for name, value in request.POST.items()
            if name.startswith("lock-") and value in ("", "must", "must-not")
        }
        at = timezone.now()
        balance = balance_of(self.call)
        known = set(self.nominees.rows) | set(self._locks)
        set_locks(viewer=self.viewer, balance=balance, locks=locks, known=known, at=at)
        return self.composed(self.composition.seed, len(self.nominees.rows), at)


def _total(feature: Any, value: Any, have: int, rule: Plain) -> dict[str, Any]:
    least, most = rule.get("min") or 0, rule.get("max")
    return {
        "feature": feature,
        "value": value,
        "have": have,
        "least": least or "",
        "most": "" if most is None else most,
        "tight": have in (least, most) and bool(least or most is not None),
    }


class RepairApply(Composing, OfComposition, Page):
    """Change the balance as a way out says, and compose again."""

    permission = Permission.COHORT_COMPOSE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Apply it; the change is in the trail like any other."""
        at = timezone.now()
        apply_repair(
            viewer=self.viewer, composition=self.composition, place=self.kwargs["place"], at=at
        )
        people = len(self.nominees.rows)
        answer = self.composed(self.composition.seed, people, at)
        if people < MANY:
            messages.success(request, _("The balance was changed that way, and a group composed."))
        else:
            messages.success(request, _("The balance was changed that way."))
        return answer

    def after_refusal(self) -> str:
        """The run again."""
        return self.url("composition", self.composition.pk)


class WhyPage(OfComposition, Page):
    """Why one person is in or not."""

    permission = Permission.COHORT_COMPOSE
    template_name = "recruitment/why.html"

    def get_title(self) -> Any:
        """A question with a name."""
        name = self.speaker.name(str(self.kwargs["person"]))
        return _("Why or why not: %(name)s") % {"name": name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The reason, worked out now if it was not before."""
        person = str(self.kwargs["person"])
        if "cohort" not in self.composition.result or person not in self.nominees.rows:
            raise Http404
        reason = explain_person(self.composition, person)
        return super().get_context_data(
            run=self.composition,
            row=self.nominees.rows[person],
            said=self.say(reason.get("said", [])),
            back=reverse(
                "recruitment:composition",
                args=[self.request.host.slug, self.call.pk, self.composition.pk],
            ),
            **kwargs,
        )
