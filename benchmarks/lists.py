# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of nominations with 1,000 nominees: queries, CPU time, pages a second.

Run: ``python benchmarks/lists.py``. It makes a data folder of its own, asks the
list for 50 and for 250 rows, first one reader at a time and then ten staff at once
in one process, and prints figures with their aims. Read the ratio of 250 rows to 50
rather than the milliseconds: it holds on any machine.

What bounds ten staff: the threads of one process share one interpreter, so it makes at
most as many pages a second as fit into a second of one core (printed beside what was
reached, with the share of a core that the process got beside other work). As in the server,
as many pages are made at a time as it has threads, and the other readers wait.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
import time
from datetime import UTC, date, datetime

NOMINEES, READERS, SECONDS = 1_000, 10, 6.0
REPEATS = 15
AIMS = {50: (12, 60), 250: (12, 200)}
AT = datetime(2026, 3, 7, 17, 0, tzinfo=UTC)


def main() -> None:
    """Set up, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["THOUSANDFOLD_DATA"] = folder
        os.environ["THOUSANDFOLD_SETTINGS"] = "/nonexistent"
        os.environ["DJANGO_SETTINGS_MODULE"] = "thousandfold.settings.site"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        address, email = fill()
        measure(address, email)


def fill() -> tuple[str, str]:
    """A host with a call of 1,000 nominees, scored by three; return the list's address."""
    from thousandfold.base.models import Account, Host, Role
    from thousandfold.base.scope import inside
    from thousandfold.people.models import Coalition
    from thousandfold.recruitment.models import Call, Mark, Nomination, Reviewer
    from thousandfold.recruitment.usecases.bulk import refresh_columns

    host = Host.objects.create(slug="bench", name="Bench", region="Here", created_at=AT)
    staff = Account.objects.create_user("staff@example.org", name="Staff")
    with inside(host):
        Role.objects.create(host=host, account=staff, kind="staff", since=AT)
        coalition = Coalition.objects.create(host=host, name="Together", region="Here")
        call = Call.objects.create(
            host=host,
            coalition=coalition,
            title="Leaders",
            programme="values-based-leadership",
            opens_on=date(2026, 1, 1),
            closes_on=date(2027, 1, 1),
            state="closed",
            link="bench",
            created_at=AT,
            marks_opened_at=AT,
        )
        rows = Nomination.objects.bulk_create([_row(host, call, n) for n in range(NOMINEES)])
        for number in range(3):
            reader = Account.objects.create_user(f"reader{number}@example.org")
            seat = Reviewer.objects.create(host=host, call=call, account=reader, invited_at=AT)
            Mark.objects.bulk_create(
                [
                    Mark(
                        host=host,
                        nomination=row,
                        reviewer=seat,
                        kind="scored",
                        points=(at * 7 + number) % 21 / 2,
                        marked_at=AT,
                    )
                    for at, row in enumerate(rows)
                ]
            )
        refresh_columns(call)
    return f"/h/bench/recruit/{call.pk}/nominations/", staff.email


def _row(host: object, call: object, number: int) -> object:
    from thousandfold.recruitment.models import Nomination

    sectors = ("union", "community", "faith", "government", "education")
    return Nomination(
        host=host,
        call=call,
        name=f"Person {number}",
        sort_name=f"person {number:04}",
        state="confirmed" if number % 3 else "sent",
        source="import",
        organisation=f"Organisation {number % 40}",
        sector=sectors[number % 5],
        town=f"Town {number % 12}",
        others={"Gender": "Female" if number % 2 else "Male", "Age": f"{number % 6}0+"},
        story={"why": "A few words about the person." * 10},
        created_at=AT,
    )


def measure(address: str, email: str) -> None:
    """Print queries, CPU time and pages a second for both sizes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    cpu: dict[int, float] = {}
    for size, (most, aim) in AIMS.items():
        path = f"{address}?size={size}&sort=-average"
        client = reader(email)
        for _ in range(3):
            client.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
            asked = len(queries)
        assert answer.status_code == 200
        assert len(answer.content) > size * 100
        cpu[size] = statistics.median(_cpu(client, path) for _ in range(REPEATS))
        print(f"{size} rows: {asked} queries (aim {most} or fewer)")
        print(f"{size} rows: {cpu[size]:.0f} ms of CPU a page (aim {aim} or less)")
    print(f"CPU of 250 rows to 50 rows: {cpu[250] / cpu[50]:.2f}")
    for size in AIMS:
        pages, share = crowd(f"{address}?size={size}", email)
        print(
            f"{size} rows: {pages:.0f} pages a second with {READERS} staff (aim 25 for 50 rows), "
            f"at {share:.0%} of one core; a whole core makes {pages / share:.0f}"
        )


def reader(email: str) -> object:
    """A browser signed in as staff."""
    from django.test import Client

    from thousandfold.base.models import Account

    client = Client(SERVER_NAME="localhost")
    client.force_login(
        Account.objects.get(email=email),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def _cpu(client: object, path: str) -> float:
    began = time.process_time()
    client.get(path)
    return (time.process_time() - began) * 1000


def crowd(path: str, email: str) -> tuple[float, float]:
    """Pages a second when ten staff read at once in one process, and its share of a core."""
    from django.db import connection

    from thousandfold.cli.server.asgi import THREADS

    counts, turn = [0] * READERS, threading.Semaphore(THREADS)
    clients = [reader(email) for _ in range(READERS)]
    until = time.perf_counter() + SECONDS

    def read(place: int) -> None:
        while time.perf_counter() < until:
            with turn:
                assert clients[place].get(path).status_code == 200
            counts[place] += 1
        connection.close()

    threads = [threading.Thread(target=read, args=(place,)) for place in range(READERS)]
    began, cpu = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    return sum(counts) / took, (time.process_time() - cpu) / took


if __name__ == "__main__":
    main()
