# Finds Python and makes virtual environments; read by 'serve' and 'run-tests'.
# Variable: LEEWAY_PYTHON (a Python of 3.10 or newer).
# Written for bash 3.2, which macOS has.

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Prints the Python to use; fails where there is none. PythonDiagnostic looks in the same places.
find_python() {
    local candidate
    for candidate in ${LEEWAY_PYTHON:+"$LEEWAY_PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python3.10; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
        [ -z "${LEEWAY_PYTHON:-}" ] || break
    done
    return 1
}

# Says why there is no Python to use, and what to do.
explain_no_python() {
    if [ -n "${LEEWAY_PYTHON:-}" ]; then
        printf '%s\n' "LEEWAY_PYTHON is $LEEWAY_PYTHON, which is not a Python of 3.10 or newer."
    else
        printf '%s\n' "Serving Gymnasium's environments needs Python 3.10 or newer, but there is none on the PATH." \
            "Install one, for example:" \
            "  Debian, Ubuntu:  sudo apt install python3 python3-venv" \
            "  Fedora:          sudo dnf install python3" \
            "  macOS:           brew install python" \
            "or set LEEWAY_PYTHON to where it is."
    fi
}

# One installation at a time: the folder of the lock holds the process that made it.
take_lock() { # VENV
    local holder said=""
    mkdir -p "$(dirname "$1")"
    until mkdir "$1.lock" 2>/dev/null; do
        holder="$(cat "$1.lock/process" 2>/dev/null || true)"
        if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
            rm -rf "$1.lock"
            continue
        fi
        [ -n "$said" ] || printf '%s\n' "Another installation is under way; waiting for it." >&2
        said=yes
        sleep 1
    done
    printf '%s' "$$" >"$1.lock/process"
    # shellcheck disable=SC2064 # the folder is known now
    trap "rm -rf '$1.lock'" EXIT
    trap 'exit 130' INT TERM
}

# Makes a virtual environment with what is pinned and this package, unless what it would hold is there already.
make_environment() { # PYTHON VENV SAYING LOCK_FILE ...
    local python="$1" venv="$2" saying="$3" log="$2.log" stamp file requirements=()
    shift 3
    stamp="$("$python" -c 'import sys; print(sys.version)') $(cat "$@" "$here/pyproject.toml" | cksum)"
    [ "$(cat "$venv/stamp" 2>/dev/null || true)" != "$stamp" ] || return 0
    take_lock "$venv"
    if [ "$(cat "$venv/stamp" 2>/dev/null || true)" != "$stamp" ]; then
        for file in "$@"; do
            requirements=(${requirements[@]+"${requirements[@]}"} --requirement "$file")
        done
        printf '%s\n' "$saying" >&2
        rm -rf "$venv"
        "$python" -m venv "$venv" >"$log" 2>&1 ||
            fail "Making a virtual environment failed (on Debian and Ubuntu: sudo apt install python3-venv):" "$(tail -n 5 "$log")"
        install "${requirements[@]}" >"$log" 2>&1 && install --no-deps --no-build-isolation --editable "$here" >>"$log" 2>&1 ||
            fail "Installing failed. The end of $log:" "" "$(tail -n 15 "$log")"
        printf '%s' "$stamp" >"$venv/stamp"
    fi
    rm -rf "$venv.lock"
    trap - EXIT INT TERM
}

install() { # PIP ARGUMENT ...
    "$venv/bin/python" -m pip --disable-pip-version-check install "$@"
}
