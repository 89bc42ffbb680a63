"""Old office formats, turned into docx by LibreOffice where it is installed.

LibreOffice runs with a profile of its own, in which macros are off and links are never followed, without a network
where the system can take it away, and for so long only. Many files go through it in one run: `convert`.
"""

import atexit
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

SUFFIXES = frozenset({".doc", ".dot", ".wps", ".wpt"})  # names of files that may need it
SECONDS, SECONDS_EACH = 60, 10  # time for one run of LibreOffice, and for each file in it
MAX_MEMORY_KB = 6_000_000
_KEPT = 64  # converted files kept in memory

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{}</oor:items>
"""
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
_SAFE = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_done: OrderedDict[str, bytes] = OrderedDict()


@cache
def program() -> str:
    """LibreOffice's program, "" where it is not installed; the environment variable `WORKREPORT_SOFFICE` names one."""
    named = os.environ.get("WORKREPORT_SOFFICE")
    if named is not None:
        return named if Path(named).is_file() else ""
    usual = (
        Path("C:/Program Files/LibreOffice/program/soffice.com"),
        Path("C:/Program Files (x86)/LibreOffice/program/soffice.com"),
        Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    )
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((str(path) for path in usual if path.is_file()), "")


def as_docx(raw: bytes, suffix: str) -> bytes | None:
    """A file as docx, None where LibreOffice is missing or fails."""
    digest = hashlib.sha256(raw).hexdigest()
    if digest not in _done:
        convert([(raw, suffix)])
    return _done.get(digest) or None


def convert(files: Sequence[tuple[bytes, str]]) -> None:
    """Turn many files into docx in one run, and keep them for `as_docx`.

    Args:
        files: Each file's content and what its name ends in (`.doc`).
    """
    waiting = {hashlib.sha256(raw).hexdigest(): (raw, suffix) for raw, suffix in files}
    waiting = {digest: file for digest, file in waiting.items() if digest not in _done}
    if not waiting or not program():
        return
    with tempfile.TemporaryDirectory(prefix="workreport-") as folder:
        sources, target = Path(folder) / "in", Path(folder) / "out"
        sources.mkdir()
        names = []
        for digest, (raw, suffix) in waiting.items():
            path = sources / f"{digest}{suffix}"
            path.write_bytes(raw)
            names.append(str(path))
        _run(["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target), *names], len(names))
        for digest in waiting:
            path = target / f"{digest}.docx"
            _done[digest] = path.read_bytes() if path.is_file() else b""  # a file that failed once fails again
    while len(_done) > max(_KEPT, len(waiting)):
        _done.popitem(last=False)


def _run(arguments: list[str], count: int) -> None:
    """Run LibreOffice to its end or to the end of its time; what it has written by then counts."""
    options = ["--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"]
    command = [*_jail(), program(), f"-env:UserInstallation={_profile().as_uri()}", *options, *arguments]
    with suppress(OSError):
        process = subprocess.Popen(  # noqa: S603 -- the program found above, on files we named
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(SECONDS + SECONDS_EACH * count)
        except subprocess.TimeoutExpired:
            _end(process)


def _end(process: subprocess.Popen) -> None:
    """End a process and those that it started."""
    if hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


@cache
def _profile() -> Path:
    """The profile folder of this run, with all that is active switched off; gone when the run ends."""
    folder = Path(tempfile.mkdtemp(prefix="workreport-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir()
    settings.write_text(_SETTINGS.format("".join(_ITEM.format(*item) for item in _SAFE)), encoding="utf-8")
    return folder


@cache
def _jail() -> list[str]:
    """What stands before the command to take network and memory away, as far as the system can."""
    if os.name != "posix":
        return []
    limit = ["sh", "-c", f'ulimit -v {MAX_MEMORY_KB}; exec "$@"', "sh"]
    alone = ["unshare", "--user", "--map-root-user", "--net"]
    try:
        tried = subprocess.run([*alone, "true"], capture_output=True, timeout=10, check=False)  # noqa: S603 -- fixed words
    except (OSError, subprocess.TimeoutExpired):
        return limit
    return [*alone, *limit] if tried.returncode == 0 else limit
