"""Work done in processes of its own: what one does can neither touch another nor outlive its time.

Where the system can fork, each is forked from one that has done the imports.
"""

import errno
import multiprocessing
import os
from collections.abc import Callable
from contextlib import chdir, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext

from workreport.reading.files import WORKING_FOLDER, working_folder
from workreport.rendering.isolation import own_folder

TIMEOUT = 300  # seconds for one piece of work

_REASONS = {
    errno.EACCES: "没有写入的权限，或者正被别的程序（如 Excel）打开",
    errno.EPERM: "没有写入的权限",
    errno.EROFS: "在只读的磁盘上",
    errno.ENOSPC: "所在的磁盘已满",
    errno.EEXIST: "已被同名的文件占用",
    errno.ENOTDIR: "的上级不是文件夹",
    errno.EISDIR: "已被同名的文件夹占用",
    errno.ENOTEMPTY: "已被同名的文件夹占用",
    errno.ENAMETOOLONG: "的名字太长",
    errno.ENOENT: "找不到",
}


class WorkError(Exception):
    """A process gave no result; the text says why, in one sentence for the user."""


def warm_up() -> BaseContext:
    """Start the process that the notebooks' processes are forked from; on Windows, each starts on its own."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver  # noqa: PLC0415 - it does not exist on Windows

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["workreport.rendering.preload"])
    with chdir(own_folder()):  # a matplotlibrc in the working folder would be read
        forkserver.ensure_running()
    return context


def in_process(processes: BaseContext, work: Callable[..., dict], *arguments: object) -> dict:
    """Do `work` in a process of its own, which can neither touch this one nor outlive its time."""
    receiver, sender = processes.Pipe(duplex=False)
    told = (sender, str(working_folder()), work, *arguments)
    process = processes.Process(target=_send, args=told, daemon=True)  # type: ignore[attr-defined] # all contexts have it
    try:
        process.start()
        sender.close()
        if not receiver.poll(TIMEOUT):
            raise WorkError(f"超过 {TIMEOUT} 秒没有完成，已停止。")
        result, problem = receiver.recv()
    except (EOFError, ConnectionError):
        raise WorkError("进程意外结束（可能是内存不足）。") from None
    finally:
        if process.pid is not None:
            process.kill()
            process.join()
        receiver.close()
    if problem:
        raise WorkError(problem)
    return result


def _send(sender: Connection, folder: str, work: Callable, *arguments: object) -> None:
    """In the new process: do `work`, and send its result, or what went wrong in one line."""
    try:
        os.environ[WORKING_FOLDER] = folder
        os.chdir(own_folder())
        result: tuple[dict, str | None] = work(*arguments), None
    except Exception as error:  # noqa: BLE001 - whatever fails in one notebook must not reach the others
        result = {}, sentence_of(error)
    with suppress(BrokenPipeError):  # whoever waited was killed
        sender.send(result)


def sentence_of(error: Exception) -> str:
    """What went wrong, in one line for the user."""
    if isinstance(error, OSError) and error.errno:
        reason = _REASONS.get(error.errno, error.strerror or type(error).__name__)
        return f"“{error.filename}”{reason}。" if error.filename else f"系统出错：{reason}。"
    return " ".join(str(error).split()) or type(error).__name__
