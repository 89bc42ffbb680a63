"""PDF files, read in a process of their own that may take only so much time and memory.

The process stays, so that a hundred files pay for one start; it is replaced when it hangs, crashes or has read many.
"""

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from contextlib import suppress

from workreport.reading.draft import Draft, ReportError

MAX_SECONDS = 60
MAX_FILES = 200  # a library that leaks a little for each file starts afresh after these


def read_pdf(raw: bytes) -> Draft:
    """Read a PDF's text layer.

    Raises:
        ReportError: When it is encrypted, damaged, a scan, garbled throughout, or too heavy to read in a minute.
    """
    answer = _worker.read(raw)
    if "error" in answer:
        raise ReportError(answer["error"])
    levels = {int(index): level for index, level in answer.pop("headings").items()}  # JSON has no numbers for keys
    return Draft(**answer, headings=levels)


def _ask(process: subprocess.Popen[bytes], raw: bytes) -> dict:
    """Send one file and wait for the answer; each goes with its length in eight bytes before it."""
    if process.stdin is None or process.stdout is None:
        raise OSError
    process.stdin.write(struct.pack("<Q", len(raw)) + raw)
    process.stdin.flush()
    size = struct.unpack("<Q", process.stdout.read(8))[0]
    return json.loads(process.stdout.read(size))


class _Worker:
    """The process that reads, started when it is first needed."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin without a process: after a fork, the one at hand belongs to the parent."""
        self._lock = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._files = 0

    def read(self, raw: bytes) -> dict:
        """The answer for one file: a draft, or an error."""
        with self._lock:
            process = self._running()
            late = threading.Event()

            def stop() -> None:
                late.set()
                process.kill()

            clock = threading.Timer(MAX_SECONDS, stop)
            clock.start()
            try:
                return _ask(process, raw)
            except (OSError, ValueError, struct.error):
                self.end()
                if late.is_set():
                    return {"error": f"PDF 太复杂，{MAX_SECONDS} 秒没有读完，请另存为 Word 或纯文本后再读。"}
                return {"error": "PDF 已损坏或过于复杂，读取中断，请重新导出一份。"}
            finally:
                clock.cancel()

    def _running(self) -> subprocess.Popen:
        """A process that can take a file."""
        if self._process and self._files < MAX_FILES and self._process.poll() is None:
            self._files += 1
            return self._process
        self.end()
        command = [sys.executable, "-P", "-m", "workreport.reading.pdfium"]
        self._process = subprocess.Popen(  # noqa: S603 -- our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._files = 1
        return self._process

    def end(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(OSError):
            process.communicate()


_worker = _Worker()
atexit.register(_worker.end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_worker.forget)
