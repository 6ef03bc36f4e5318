"""An exercise as an outsider would write it: one file, the public door, nothing else."""

from __future__ import annotations

from thousandfold_core.exercise import (
    Ask,
    Card,
    Field,
    Harvested,
    Items,
    Minutes,
    People,
    PlainExercise,
    Reach,
    Screen,
    Shown,
    Step,
    Words,
    key_of,
    unnamed,
)

WEATHER = Ask(
    id="weather",
    prompt=Words("What is your weather today?", "¿Qué clima traes hoy?"),
    fields=(
        Field(
            "words",
            Words("In a word or two", "En una o dos palabras"),
            samples=("fog, clearing", "sun"),
        ),
    ),
)


class WeatherCheckIn(PlainExercise):
    """A check-in: everybody says their weather, or passes."""

    card = Card(
        id="weather-check-in",
        version=1,
        title=Words("Weather", "El clima"),
        purpose=Words("Arrive in the room.", "Llegar a la sala."),
        minutes=Minutes(3, 5, 10),
        people=People(2, 30),
        source="Common practice",
        gives=("weather",),
    )
    steps = (
        Step(
            id="ask",
            title=Words("Your weather", "Tu clima"),
            screen=Words("What weather do you bring?", "¿Qué clima traes?"),
            note=Words("Go first, briefly.", "Empieza tú, en breve."),
            asks=("weather",),
        ),
        Step(
            id="sky",
            title=Words("Our sky", "Nuestro cielo"),
            screen=Words("Our sky", "Nuestro cielo"),
            phase="revealed",
            note=Words("No comment needed.", "No hace falta comentar."),
        ),
    )

    def asks(self, state, step, place):
        """The one question, at its step."""
        return (WEATHER,) if step.id == "ask" else ()

    def reveal(self, state, step, language):
        """The sky, at its step."""
        shown = ()
        if step.id == "sky":
            let_out = state.record.items("weather", reach=Reach.COHORT_UNNAMED)
            shown = tuple(
                Shown(one.text("words")) for one in unnamed(let_out, seed=state.setting.seed)
            )
        title = step.screen.to(language)
        return Screen(title, (Items(title, shown),))

    def mine(self, state, place, language):
        """The own weather."""
        own = state.record.items("weather", place=place)
        return Screen("", (Items("", tuple(Shown(one.text("words")) for one in own)),))

    def harvest(self, state, reach):
        """Weather as far as people let it travel."""
        return tuple(
            Harvested(
                "weather", key_of("weather", one.place), one.text("words"), one.reach, one.place
            )
            for one in state.record.items("weather", reach=max(reach, Reach.ONLY_ME))
        )


exercise = WeatherCheckIn()
