"""Real servers for the tests: a RabbitMQ and a PostgreSQL of our own, on loopback, and gone after."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RABBIT = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
PATIENCE = 90


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def end(process: subprocess.Popen[bytes], sign: int = signal.SIGTERM, patience: float = 20) -> None:
    """End a process and all it started; it has a session of its own."""
    try:
        os.killpg(process.pid, sign)
    except ProcessLookupError:
        return
    try:
        process.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def rabbitmq(home: Path) -> Iterator[str]:
    """A RabbitMQ in a folder; its address. It needs Debian's rabbitmq-server."""
    port, name = free_port(), f"t{os.getpid()}"
    conf = home / "rabbit.conf"
    conf.write_text(f"listeners.tcp.1 = 127.0.0.1:{port}\nlog.console = true\n")
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "RABBITMQ_NODENAME": f"{name}@localhost",
        "RABBITMQ_DIST_PORT": str(free_port()),
        "ERL_EPMD_PORT": str(free_port()),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_CONFIG_FILE": str(conf.with_suffix("")),
        "RABBITMQ_MNESIA_BASE": str(home / "data"),
        "RABBITMQ_LOG_BASE": str(home / "log"),
        "RABBITMQ_PID_FILE": str(home / "pid"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "plugins"),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+sbwt none +S 1:1",
    }
    with (home / "rabbit.log").open("wb") as log:
        server = subprocess.Popen(
            [str(RABBIT)], env=env, cwd=home, stdout=log, stderr=log, start_new_session=True
        )
        try:
            _wait_for_port(port, server, home / "rabbit.log")
            yield f"amqp://guest:guest@127.0.0.1:{port}//"
        finally:
            end(server, signal.SIGKILL)
            _end_names(env)


@contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL of our own, with one empty database; its address.

    Not in a folder of pytest's, which it closes to the account that PostgreSQL runs as.
    """
    home = Path(tempfile.mkdtemp(prefix="thousandfold-pg-"))
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)[0]
    port = free_port()
    runner: list[str] = []
    if os.getuid() == 0:
        shutil.chown(home, "postgres")
        runner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    def call(*words: str) -> None:
        with (home / "pg.log").open("ab") as log:
            subprocess.run([*runner, *words], cwd=home, check=True, stdout=log, stderr=log)

    call(
        str(found / "initdb"), "-D", "data", "-U", "tester", "-A", "trust", "--no-locale", "-EUTF8"
    )
    listening = f"-p {port} -c listen_addresses=127.0.0.1 -k {home} -c max_connections=60"
    call(str(found / "pg_ctl"), "-D", "data", "-w", "-l", "server.log", "-o", listening, "start")
    try:
        call(str(found / "createdb"), "-h", str(home), "-p", str(port), "-U", "tester", "site")
        yield f"postgresql://tester@127.0.0.1:{port}/site"
    finally:
        call(str(found / "pg_ctl"), "-D", "data", "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


def _end_names(env: dict[str, str]) -> None:
    """End Erlang's service of names, as soon as it knows that ours are gone."""
    for _time in range(50):
        done = subprocess.run(["epmd", "-kill"], env=env, capture_output=True, check=False)
        if b"Killed" in done.stdout or b"Cannot connect" in done.stderr + done.stdout:
            return
        time.sleep(0.1)


def _wait_for_port(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"RabbitMQ ended: {log.read_text()[-2000:]}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError(f"RabbitMQ did not open its port: {log.read_text()[-2000:]}")
