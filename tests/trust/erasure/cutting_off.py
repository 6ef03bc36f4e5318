"""Run as a program: an erasure that is killed at each of its steps, and the next start after it.

Prints as JSON what is neither one nor the other: after the next start a person is either whole,
rows and readable words, or gone with rows, keys and a line on the list. With ``keys-first`` the
keys go inside the transaction, before their line is on the list: who is listed goes at the next
start, so a key that went after its line would be followed by the rows.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

WORDS = "What she kept to herself"


def main(home: Path, *, keys_first: bool) -> None:
    """Set the scene once; then one process for each step at which an erasure stops."""
    data = home / "data"
    os.environ |= {"THOUSANDFOLD_DATA": str(data), "THOUSANDFOLD_SETTINGS": "/nonexistent"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "thousandfold.settings.site"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    a_person()
    let_go()
    shutil.copytree(data, home / "scene")
    in_a_child(lambda: (home / "steps").write_text(str(erasing(0, keys_first=keys_first))))
    count, found = int((home / "steps").read_text()), []
    for fails in (False, True):
        for step in range(1, count + 1):
            shutil.rmtree(data)
            shutil.copytree(home / "scene", data)
            in_a_child(lambda step=step, how=fails: erasing(step, keys_first=keys_first, fails=how))
            in_a_child(lambda: (home / "state").write_text(json.dumps(the_next_start())))
            state = json.loads((home / "state").read_text())
            if state not in (WHOLE, GONE):
                found.append(f"step {step}{' (an error)' if fails else ''}: {state}")
            if found and keys_first:
                break
    print(json.dumps({"findings": found, "steps": count}))


WHOLE = {"rows": 2, "words": WORDS, "listed": 0, "destroyed": False}
GONE = {"rows": 0, "words": "", "listed": 1, "destroyed": True}


def a_person() -> None:
    """Somebody with an account and words under their own key."""
    from factories.hosts import make_host
    from factories.people import make_person
    from thousandfold.base.models import Account
    from thousandfold.base.scope import inside

    host = make_host()
    account = Account.objects.create(email="lan@x.example", name="Lan Nguyen")
    with inside(host):
        make_person(host, "Lan Nguyen", email="lan@x.example", account=account)
    closed = own_words(account.pk, close=True)
    Path(os.environ["THOUSANDFOLD_DATA"], "closed").write_text(f"{account.pk}\n{closed}")


def own_words(owner: Any, *, close: bool = False, text: str = "") -> str:
    """Close the words with a person's key, or open them; empty when they do not open."""
    from thousandfold.base.keystore import cipher_to_close, cipher_to_open

    if close:
        return cipher_to_close(owner).encrypt(b"0" * 12, WORDS.encode(), b"").hex()
    cipher = cipher_to_open(owner)
    return cipher.decrypt(b"0" * 12, bytes.fromhex(text), b"").decode() if cipher else ""


def erasing(stop: int, *, keys_first: bool, fails: bool = False) -> int:
    """Erase the person; at one of the steps this process is killed, or an error is raised.

    Steps: each note, each commit, each key, each line of the list, before and after.
    """
    from django.db import connection

    from factories.hosts import AT
    from thousandfold.base.keeping import tombstones
    from thousandfold.base.keystore import begun
    from thousandfold.base.keystore.shelf import Shelf
    from thousandfold.base.models import Account
    from thousandfold.base.usecases import ending, erasing

    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if done == stop and fails:
            raise OSError("The disk is full.")
        if done == stop:
            os.kill(os.getpid(), signal.SIGKILL)

    def stepping(act: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*given: Any, **named: Any) -> Any:
            step()
            result = act(*given, **named)
            step()
            return result

        return stepped

    Shelf.destroy = stepping(Shelf.destroy)
    for module, name in ((begun, "note"), (begun, "forget"), (tombstones, "write")):
        setattr(module, name, stepping(getattr(module, name)))
    connection.ensure_connection()
    connection._commit = stepping(connection._commit)
    subject = erasing.subject_of(Account.objects.get(name="Lan Nguyen"))
    kept = erasing.on_commit

    def keys_then_kept(act: Callable[[], Any], *, robust: bool = False) -> None:
        ending.destroy_keys(subject, AT)
        kept(act, robust=robust)

    if keys_first:
        erasing.on_commit = keys_then_kept
    try:
        with erasing.every_host("an erasure in a test"):
            erasing._finish(subject, None, AT)
    except OSError:
        pass
    assert ending.LAPSED
    return done


def the_next_start() -> dict[str, Any]:
    """What the server does before it opens, twice; and what is there then."""
    from django.utils import timezone

    from thousandfold.base import keystore
    from thousandfold.base.keeping import tombstones
    from thousandfold.base.models import Account
    from thousandfold.base.scope import every_host
    from thousandfold.base.usecases.coming_back import tell_again
    from thousandfold.base.usecases.ending import finish_what_was_begun
    from thousandfold.people.models import Person

    for _start in range(2):
        finish_what_was_begun(at=timezone.now())
        tell_again(at=timezone.now())
    assert not keystore.begun.all_begun()
    owner, closed = (tombstones.list_file().parent / "closed").read_text().split("\n")
    with every_host("a look after a crash"):
        rows = Person.objects.count() + Account.objects.filter(name="Lan Nguyen").count()
    return {
        "rows": rows,
        "words": own_words(owner, text=closed),
        "listed": len(tombstones.tombstones(tombstones.list_file())),
        "destroyed": keystore.is_destroyed(owner),
    }


def let_go() -> None:
    """Close every file, so that the folder can be copied."""
    from django.db import connections

    from thousandfold.base import keystore

    connections.close_all()
    keystore.let_go()


def in_a_child(act: Callable[[], object]) -> None:
    """Do something in a child process, however that ends."""
    child = os.fork()
    if child == 0:
        try:
            act()
        except BaseException as problem:
            print(repr(problem), file=sys.stderr)
        finally:
            let_go()
            os._exit(0)
    os.waitpid(child, 0)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main(Path(sys.argv[1]), keys_first=len(sys.argv) > 2)
