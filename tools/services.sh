# A Chromium, a PostgreSQL and a RabbitMQ for the tests: what is here, else from Debian's packages.
find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if command -v "$name" >/dev/null 2>&1; then export THOUSANDFOLD_CHROMIUM; THOUSANDFOLD_CHROMIUM=$(command -v "$name"); return; fi
  done
  apt_install chromium && command -v chromium >/dev/null 2>&1 && export THOUSANDFOLD_CHROMIUM=/usr/bin/chromium
}

find_gettext() {
  command -v xgettext >/dev/null 2>&1 || apt_install gettext
}

# The tests start servers of their own from this program; none needs to run before.
find_rabbitmq() {
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || apt_install rabbitmq-server
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]
}

postgres_bin() {
  local dir
  for dir in $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null | sort -rV); do
    [ -x "$dir/initdb" ] && { printf '%s' "$dir"; return; }
  done
  return 1
}

# A server of our own in a temporary folder, on a socket there and a free low port.
start_postgres() {
  local bin; bin=$(postgres_bin) || { apt_install postgresql && bin=$(postgres_bin) || return 1; }
  postgres_home=$(mktemp -d /tmp/thousandfold-pg.XXXXXX)
  postgres_runner=()
  if [ "$(id -u)" = 0 ]; then chown postgres "$postgres_home"; postgres_runner=(setpriv --reuid=postgres --regid=postgres --clear-groups); fi
  local port; port=$(.venv/bin/python tools/free_port.py)
  ( cd "$postgres_home"
    "${postgres_runner[@]}" "$bin/initdb" -D data -U tester -A trust -E UTF8 --no-locale >initdb.log 2>&1 &&
    "${postgres_runner[@]}" "$bin/pg_ctl" -D data -w -l server.log -o "-p $port -c listen_addresses=127.0.0.1 -k $postgres_home -c max_connections=60" start >start.log 2>&1 &&
    "${postgres_runner[@]}" "$bin/createdb" -h "$postgres_home" -p "$port" -U tester thousandfold ) || return 1
  postgres_bin_dir=$bin
  postgres_address="postgresql://tester@127.0.0.1:$port/thousandfold"
}

stop_postgres() {
  [ -n "${postgres_home:-}" ] || return 0
  ( cd "$postgres_home" && "${postgres_runner[@]}" "${postgres_bin_dir:-}/pg_ctl" -D data -m immediate stop >/dev/null 2>&1 ) || true
  rm -rf "$postgres_home"
}
