"""The environment of this checkout: made once in `.venv`, with nothing but Python's own library.

Written so that old Pythons can read it: they are told that they are too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


def ensure(extra: str) -> str:
    """The path of `.venv`'s Python, after installing this checkout with an extra there if need be.

    Installed means: the stamp holds the hash of today's pyproject.toml. It is written last, so that
    an interrupted installation is begun anew.
    """
    if sys.version_info < OLDEST:
        sys.exit(f"minigrad needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    stamp = VENV / f"minigrad-{extra}.stamp"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    works = _works()
    if works and stamp.is_file() and stamp.read_text() == wanted:
        return str(PYTHON)
    print(f"Setting up .venv for `{extra}`: once, in a minute or two ...", flush=True)
    try:
        if not works:
            _create()
        _install(extra)
        stamp.write_text(wanted)
    except subprocess.CalledProcessError:
        sys.exit(
            "The packages could not be installed; the reason stands above. Is this machine online?"
        )
    except KeyboardInterrupt:
        sys.exit("Interrupted; the next run begins anew.")
    except OSError as error:
        sys.exit(f"Cannot make {VENV}: {error.strerror or error}.")
    return str(PYTHON)


def become(command: "list[str]") -> None:
    """Let the command take this process's place, so that Ctrl-C and the exit status are its own."""
    if os.name == "nt":  # Windows has no exec
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def _works() -> bool:
    """Whether `.venv` is whole: it may be half made, moved, or older than the Python it needs."""
    needs = "" if shutil.which("uv") else "import pip;"
    probe = f"import sys;{needs}sys.exit(sys.version_info < {OLDEST})"
    return (
        PYTHON.exists()
        and subprocess.call([str(PYTHON), "-c", probe], stderr=subprocess.DEVNULL) == 0
    )


def _create() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    uv = shutil.which("uv")
    if uv:
        subprocess.check_call([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)])
        return
    try:
        import ensurepip  # noqa: F401 - Debian's python3 comes without it
        import venv
    except ImportError:
        sys.exit(
            "This Python cannot make environments. On Debian or Ubuntu: apt install python3-venv"
        )
    venv.create(VENV, with_pip=True, symlinks=os.name != "nt")
    # The pip that comes with Python 3.11 takes four times as long for what follows.
    subprocess.check_call([str(PYTHON), "-m", "pip", "install", "--quiet", "--upgrade", "pip"])


def _install(extra: str) -> None:
    uv = shutil.which("uv")
    pip = (
        [uv, "pip", "install", "--python", str(PYTHON)]
        if uv
        else [str(PYTHON), "-m", "pip", "install"]
    )
    subprocess.check_call([*pip, "--quiet", "--editable", f"{ROOT}[{extra}]"])
