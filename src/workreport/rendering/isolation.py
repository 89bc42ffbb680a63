"""A run reads code and settings from its own installation alone, never from the working folder or the user's profile.

Reports lie in shared folders: a file `re.py` or `matplotlibrc` beside them must not run or be read. Processes that a
run starts inherit its environment, so it is put right once, before the first of them.
"""

import atexit
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import psutil

from workreport.reading.files import WORKING_FOLDER

# Where Python, matplotlib, IPython and Jupyter are told to look beside their own installation.
_DROPPED = ("PYTHONPATH", "PYTHONSTARTUP", "PYTHONINSPECT", "MATPLOTLIBRC", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH")

_SCRATCH = "wr-"  # and the number of the process
_LONGEST = 45  # characters of a folder in which a socket's path stays below the 104 that systems allow


def close_off() -> None:
    """Keep this process and all that it starts from reading what lies in the working folder or the user's profile."""
    here = os.path.realpath(Path.cwd())
    sys.path[:] = [path for path in sys.path if path and os.path.realpath(path) != here]
    for name in _DROPPED:
        os.environ.pop(name, None)
    _take_scratch()
    os.environ |= {
        "PYTHONSAFEPATH": "1",
        "PYTHONNOUSERSITE": "1",
        "OPENBLAS_NUM_THREADS": "1",  # nothing here multiplies matrices; each thread would reserve its own memory
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": str(own_folder() / "matplotlib"),
        "IPYTHONDIR": str(own_folder() / "ipython"),
        "JUPYTER_NO_CONFIG": "1",
        "JUPYTER_CONFIG_DIR": str(own_folder() / "jupyter"),
        "JUPYTER_DATA_DIR": str(own_folder() / "jupyter"),
        "DASK_CONFIG": str(own_folder() / "dask"),
        WORKING_FOLDER: here,
    }


def _take_scratch() -> None:
    """One folder for all temporary files of this run; it goes with the run, and a killed run's with the next."""
    with suppress(OSError):
        folder = Path(tempfile.gettempdir())
        if len(str(folder)) > _LONGEST and os.access("/tmp", os.W_OK):  # noqa: S108 - only a folder of our own is made there
            folder = Path("/tmp")  # noqa: S108
        for left in folder.glob(f"{_SCRATCH}*"):
            number = left.name.removeprefix(_SCRATCH).partition("-")[0]
            if number.isdecimal() and not psutil.pid_exists(int(number)):
                shutil.rmtree(left, ignore_errors=True)
        scratch = tempfile.mkdtemp(prefix=f"{_SCRATCH}{os.getpid()}-", dir=folder)
        atexit.register(shutil.rmtree, scratch, ignore_errors=True)
        tempfile.tempdir = os.environ["TMPDIR"] = scratch


@cache
def own_folder() -> Path:
    """A folder of the installation's own, for what libraries keep between runs (matplotlib's list of fonts)."""
    with suppress(OSError):
        folder = Path(sys.prefix) / "var" / "workreport"
        for name in ("matplotlib", "ipython", "jupyter", "dask"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        if os.access(folder / "matplotlib", os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix="workreport-"))
