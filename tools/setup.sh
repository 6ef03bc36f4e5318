# Shared by ./run and ./test: a virtual environment with exactly the locked packages.
say() { printf '%s\n' "$*" >&2; }
stop() { say "Stopped: $*"; exit 1; }

find_python() {
  local name
  for name in "${PYTHON:-}" python3.14 python3.13 python3.12 python3.11 python3 python; do
    [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 || continue
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s' "$name"
      return
    fi
  done
  stop "Python 3.11 or newer is needed and was not found. Install it (Debian: apt install python3 python3-venv; macOS: brew install python) and run this again."
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

apt_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  say "  Installing from Debian's packages: $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1 || true
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

make_venv() {
  local python=$1
  "$python" -m venv .venv >/dev/null 2>&1 && return
  rm -rf .venv
  apt_install python3-venv && "$python" -m venv .venv >/dev/null 2>&1 && return
  stop "Python's venv module is missing. Install it (Debian: sudo apt install python3-venv) and run this again."
}

# Install with uv, or with pip where uv cannot be had or cannot do it.
put() {
  if [ -x .venv/bin/uv ] && .venv/bin/uv pip install --quiet --python .venv/bin/python "$@" 2>/dev/null; then return; fi
  .venv/bin/python -m pip install --no-compile --quiet --disable-pip-version-check "$@"
}

# set_up run|test: install the lock of that name unless it is installed already.
set_up() {
  local lock="requirements/$1.lock" stamp=".venv/.$1" want
  local python; python=$(find_python) || exit 1
  want=$(cat "$lock" pyproject.toml | cksum)
  if [ -x .venv/bin/python ] && ! .venv/bin/python -c '' 2>/dev/null; then rm -rf .venv; fi
  if [ -x .venv/bin/thousandfold ] && [ "$(cat "$stamp" 2>/dev/null)" = "$want" ]; then return; fi
  say "Setting up (once; a minute or so):"
  [ -x .venv/bin/python ] || { say "  Making a virtual environment with $($python --version)."; make_venv "$python"; }
  say "  Installing $(grep -c '==' "$lock") packages, each checked against its hash."
  export UV_HTTP_TIMEOUT=10 UV_HTTP_RETRIES=1
  # Two seconds for uv, which then does in two what takes pip twelve (docs/decisions/0075).
  if [ -n "${PIP_INDEX_URL:-}" ]; then export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$PIP_INDEX_URL}"; fi
  put --require-hashes --only-binary :all: -r requirements/installer.lock 2>/dev/null || true
  put --require-hashes --only-binary :all: -r "$lock" \
    || stop "the packages could not be installed. The network is needed this once; check it and run this again."
  say "  Installing Thousandfold itself."
  put --no-deps --no-build-isolation -e . \
    || stop "Thousandfold could not be installed; the lines above say why."
  printf '%s' "$want" > "$stamp"
}
