"""Two packages that must be refused: one is no exercise, one has a card that will not do."""

from thousandfold_core.exercise import Card, Minutes, People, PlainExercise, Words

not_an_exercise = {"card": "me-tree"}


class Nameless(PlainExercise):
    """Its id is not a kebab noun, and it has no step."""

    card = Card(
        "My Exercise!", 1, Words("x", "x"), Words("x", "x"), Minutes(1, 2, 3), People(2, 3), "me"
    )
    steps = ()

    def asks(self, state, step, place):
        """Nothing."""
        return ()

    def reveal(self, state, step, language):
        """Nothing."""

    def mine(self, state, place, language):
        """Nothing."""

    def harvest(self, state, reach):
        """Nothing."""
        return ()


nameless = Nameless()
