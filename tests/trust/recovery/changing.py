"""Each change of the schema since a release made, taken back and made again, as a process of its own.

``python -m trust.recovery.changing [leaving-something]`` prints as JSON where the tables are not
as they were, and which changes go one way only.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from trust.recovery import shapes


def main() -> None:
    """Do it and print what is wrong."""
    import django

    django.setup()
    print(json.dumps(up_and_down(careless="leaving-something" in sys.argv)))


def planned() -> tuple[Any, list[Any], Any]:
    """Who makes changes, those that are to be made, and what the models looked like before."""
    from django.db import connection

    from thousandfold.base.running import whole_migrations

    executor = whole_migrations.WholeMigrations(connection)
    executor.recorder.ensure_schema()
    plan = [one for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    state = executor._create_project_state(with_applied_migrations=True)
    state.apps  # noqa: B018 - worked out once, here
    return executor, plan, state


def up_and_down(*, careless: bool = False) -> dict[str, Any]:
    """The gate: where the tables are not as they were."""
    executor, plan, state = planned()
    found: list[str] = []
    one_way: list[str] = []
    for change in plan:
        shape = shapes.meant()
        after = change.mutate_state(state, preserve=True)
        executor.apply_migration(state.clone(), change)
        made = shapes.meant()
        if not taken_back(executor, state, change):
            one_way.append(f"{change.app_label}.{change.name}")
        else:
            if careless:
                leave_something()
            found += [] if shapes.meant() == shape else [f"{change} taken back leaves something."]
            executor.apply_migration(state.clone(), change)
            found += [] if shapes.meant() == made else [f"{change} made again is another."]
        if careless and found:
            break
        state = after
    return {"findings": found, "one_way": one_way, "changes": len(plan)}


def taken_back(executor: Any, state: Any, change: Any) -> bool:
    """Take a change back; False for one that goes one way only, and changes nothing then.

    What is closed with a key of somebody's own has no value that could be put under another.
    """
    if not all(one.reversible for one in change.operations):
        return False
    try:
        executor.unapply_migration(state.clone(), change)
    except TypeError as problem:
        if "sealed field" not in str(problem):
            raise
        return False
    return True


def leave_something() -> None:
    """Sabotage: taking back forgets an index."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX IF NOT EXISTS forgotten ON django_migrations (name)")


if __name__ == "__main__":
    main()
