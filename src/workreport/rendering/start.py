"""Where the command line begins: closed off from the working folder, and calm whatever ends it.

Only what Python itself brings is imported at the top: all else may fail, and is told in one sentence when it does.
"""

import os
import signal
import sys

_BAD_INPUT = 2
_INTERRUPTED = 130


def main() -> int:
    """Run the command line and give the exit code: 0, 1 and 2 as the command says, 130 when it was stopped."""
    _open_streams()
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # told to end, as at Ctrl-C
        code = _run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _end("已停止；没有做完的报告，原有页面没有改动。", _INTERRUPTED)
    except BrokenPipeError:  # whoever read the output has had enough
        return _end("", _BAD_INPUT)
    # Where memory ends inside an import, Python itself may lose the error and raise a SystemError.
    except (MemoryError, ImportError, RuntimeError, SystemError) as error:
        if isinstance(error, RuntimeError) and "thread" not in str(error):  # only "can't start new thread" is memory
            raise
        why = " ".join(str(error).split())[:200] or "没有更多的说明"
        return _end(f"内存不足，或者安装不完整：{why}", _BAD_INPUT)
    except OSError as error:
        return _end(f"输出写不进去：{error.strerror or type(error).__name__}。", _BAD_INPUT)
    return code


def _run() -> int:
    from workreport.rendering.isolation import close_off  # noqa: PLC0415

    close_off()
    from workreport.rendering.command import main as command  # noqa: PLC0415

    try:
        return command()
    except SystemExit as end:  # help was asked for, or the arguments are wrong: that was said
        return end.code if isinstance(end.code, int) else 0


def _open_streams() -> None:
    """Where the caller has closed a stream, nothing is written; and no file may come to stand in its place."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _end(sentence: str, code: int) -> int:
    """Say why it ends where that can still be said; what waits to be written to a broken output is given up."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if sentence:
        try:
            print(sentence, file=sys.stderr, flush=True)  # noqa: T201
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    return code
