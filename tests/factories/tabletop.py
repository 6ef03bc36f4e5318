"""A table of invented people who answer one exercise, act by act."""

from __future__ import annotations

from dataclasses import replace

from thousandfold_core.exercise import Act, Answer, Exercise, Harvested, Reach
from thousandfold_core.exercise.conformance.staging import texts_of


class Tabletop:
    """Answers in order, and what the exercise makes of them."""

    def __init__(
        self, exercise: Exercise, people: int = 5, carried: tuple[Harvested, ...] = ()
    ) -> None:
        self.exercise = exercise
        self.setting = replace(exercise.example(people, "table"), carried=carried)
        self.places = self.setting.places
        self.answers: list[Answer] = []

    def setting_is(self, **changes) -> Tabletop:
        """Change what surrounds the run."""
        self.setting = replace(self.setting, **changes)
        return self

    def does(self, who: int, ask: str, act: Act, **more) -> Tabletop:
        """One act of the person with this number, from 0."""
        more.setdefault("moment", self.setting.moment)
        self.answers.append(Answer(self.places[who], ask, act, **more))
        return self

    def gives(
        self,
        who: int,
        ask: str,
        item: str = "one",
        reach: Reach = Reach.ONLY_ME,
        subject: str = "",
        **body,
    ) -> Tabletop:
        """One person gives an item."""
        return self.does(who, ask, Act.GIVE, item=item, reach=reach, subject=subject, body=body)

    def shares(self, who: int, ask: str, item: str, reach: Reach, subject: str = "") -> Tabletop:
        """One person chooses how far an item travels."""
        return self.does(who, ask, Act.SHARE, item=item, reach=reach, subject=subject)

    @property
    def state(self):
        """What the answers fold to now."""
        return self.exercise.fold_many(self.exercise.opening(self.setting), self.answers)

    def asked(self, who: int, step: str) -> dict[str, list]:
        """What a person is asked at a step, by ask id."""
        found: dict[str, list] = {}
        for ask in self.exercise.asks(self.state, self.exercise.step(step), self.places[who]):
            found.setdefault(ask.id, []).append(ask)
        return found

    def left(self, reach: Reach = Reach.COHORT_UNNAMED, kind: str = "") -> list[Harvested]:
        """What may leave at a reach."""
        found = self.exercise.harvest(self.state, reach)
        return [one for one in found if not kind or one.kind == kind]

    def projector(self, step: str, language: str = "en") -> str:
        """Every word on the projector at a step."""
        shown = self.exercise.reveal(self.state, self.exercise.step(step), language)
        return " | ".join(texts_of(shown))

    def own(self, who: int, language: str = "en") -> str:
        """Every word on a person's own page."""
        return " | ".join(texts_of(self.exercise.mine(self.state, self.places[who], language)))

    def group(self, who: int, language: str = "en") -> str:
        """Every word a person reads of their group."""
        shown = self.exercise.group_view(self.state, self.places[who], language)
        return " | ".join(texts_of(shown)) if shown else ""
