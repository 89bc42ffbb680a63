"""What lies beside the reports or in the user's profile is not run or read, and whatever ends a run is said calmly."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from conftest import THREE_SENTENCES
from workreport.reading.files import scratch_in, sweep
from workreport.rendering import start

COMMAND = Path(sys.executable).with_name("workreport")
MODULES = (
    "re",
    "json",
    "jieba",
    "pandas",
    "numpy",
    "matplotlib",
    "sitecustomize",
    "usercustomize",
    "workreport",
    "random",
)


@pytest.fixture
def hostile(tmp_path):
    """A working folder and a home full of files that leave a trace when they are run."""
    work, home, trace = tmp_path / "work", tmp_path / "home", tmp_path / "trace"
    for folder in (work, home, trace):
        folder.mkdir()
    spy = f"open({str(trace)!r} + '/' + __name__.replace('/', '_'), 'w').close()\n"
    (work / "报告.txt").write_text(THREE_SENTENCES, encoding="utf-8")
    for module in MODULES:
        (work / f"{module}.py").write_text(spy, encoding="utf-8")
    (work / "matplotlibrc").write_text("axes.grid: no such value\n", encoding="utf-8")
    files = {
        ".ipython/profile_default/startup/00.py": spy,
        ".ipython/profile_default/ipython_config.py": spy,
        ".jupyter/jupyter_nbconvert_config.py": spy,
        ".config/matplotlib/matplotlibrc": "axes.grid: no such value\n",
        ".local/share/jupyter/nbconvert/templates/page/index.html.j2": "STOLEN",
        ".local/share/jupyter/nbconvert/templates/base/display_priority.j2": "STOLEN",
    }
    for name, content in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return work, home, trace


def run(arguments, *, cwd, **options):
    return subprocess.run([COMMAND, *arguments], cwd=cwd, capture_output=True, text=True, check=False, **options)


def test_nothing_beside_the_report_or_in_the_profile_is_run_or_read(hostile):
    work, home, trace = hostile
    environment = os.environ | {"HOME": str(home), "PYTHONPATH": str(work), "MPLBACKEND": "no such backend"}
    environment |= {"XDG_CONFIG_HOME": str(home / ".config"), "PYTHONSTARTUP": str(work / "re.py")}
    del environment["PYTHONPATH"]  # Python itself would read it before the first line of the program
    done = run(["render", "报告.txt", "--to", "html"], cwd=work, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(trace.iterdir()) == []
    page = (work / "html" / "报告" / "index.html").read_text(encoding="utf-8")
    assert "STOLEN" not in page
    assert not list(work.glob(".*"))


def test_the_users_terms_are_read_from_the_working_folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "terms.txt").write_text("甲乙丙丁工作法\n", encoding="utf-8")
    text = "推广甲乙丙丁工作法。学习甲乙丙丁工作法。落实甲乙丙丁工作法。"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert run(["render", "a.txt", "--to", "html"], cwd=tmp_path).returncode == 0
    page = (tmp_path / "html" / "a" / "02-keyword-frequency.html").read_text(encoding="utf-8")
    assert ">甲乙丙丁工作法<" in page


@pytest.fixture
def temporary():
    """A folder for temporary files; its name is short, as sockets want it."""
    with tempfile.TemporaryDirectory(prefix="t-") as folder:
        yield Path(folder)


@pytest.fixture
def broken_off(tmp_path, temporary):
    """Start a run over three reports, and send it a signal as soon as it makes pages."""
    # A shell's background run hands SIGINT on as ignored, and a child would ignore it too.
    as_inherited = signal.signal(signal.SIGINT, signal.default_int_handler)
    environment = os.environ | {"TMPDIR": str(temporary)}
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(THREE_SENTENCES, encoding="utf-8")

    def start_and_send(number):
        process = subprocess.Popen(
            [COMMAND, "render", "a.txt", "b.txt", "c.txt", "--to", "html"],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        while process.poll() is None and not (tmp_path / "html").exists():
            time.sleep(0.02)
        children = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(number)
        said, wrong = process.communicate(timeout=60)
        psutil.wait_procs(children, timeout=10)
        assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
        assert "Traceback" not in said + wrong
        return process.returncode, said + wrong

    yield start_and_send, environment
    signal.signal(signal.SIGINT, as_inherited)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_told_to_end_ends_calmly_and_leaves_nothing(tmp_path, temporary, broken_off, number):
    start_and_send, _ = broken_off
    code, said = start_and_send(number)
    assert code == 130
    assert "已停止" in said
    assert not list((tmp_path / "html").glob("**/.new-*"))
    assert not list(temporary.iterdir())


def test_temporary_files_of_a_killed_run_are_cleared_by_the_next(tmp_path, temporary, broken_off):
    start_and_send, environment = broken_off
    assert start_and_send(signal.SIGKILL)[0] == -signal.SIGKILL
    assert [path.name[:3] for path in temporary.iterdir()] == ["wr-"]
    run(["render", "missing.txt"], cwd=tmp_path, env=environment)
    assert not list(temporary.iterdir())


def test_what_a_killed_run_left_is_cleared_by_the_next(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".new-{dead.pid}-x" / "inside").mkdir(parents=True)
    (tmp_path / "pack" / f".new-{dead.pid}-y").mkdir(parents=True)
    (tmp_path / ".newspaper").mkdir()
    with scratch_in(tmp_path) as mine:
        sweep(tmp_path)
        assert mine.exists()
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".newspaper", "pack"]


def test_a_long_name_of_the_folder_for_temporary_files_is_no_hindrance(tmp_path):
    (tmp_path / "a.txt").write_text(THREE_SENTENCES, encoding="utf-8")
    long = tmp_path / ("t" * 100)
    long.mkdir()
    environment = os.environ | {"TMPDIR": str(long)}
    assert run(["render", "a.txt", "--to", "html"], cwd=tmp_path, env=environment).returncode == 0


@pytest.mark.parametrize("arguments", [["render", "a.txt"], ["render", "missing.txt"]])
def test_output_to_a_full_device_is_one_sentence(tmp_path, arguments):
    (tmp_path / "a.txt").write_text(THREE_SENTENCES, encoding="utf-8")
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [COMMAND, *arguments], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "写不进去" in done.stderr


def test_a_closed_output_is_no_error(tmp_path):
    (tmp_path / "a.txt").write_text(THREE_SENTENCES, encoding="utf-8")
    done = subprocess.run(
        ["/bin/sh", "-c", f"'{COMMAND}' render a.txt --to html >&-"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "html" / "a" / "index.html").exists()


def test_a_limit_beyond_all_measure_is_taken_for_the_most_there_is(tmp_path):
    (tmp_path / "a.txt").write_text(THREE_SENTENCES, encoding="utf-8")
    environment = os.environ | {"WORKREPORT_MAX_MB": "9" * 30}
    assert run(["render", "a.txt", "--to", "html"], cwd=tmp_path, env=environment).returncode == 0


def test_an_error_that_python_lost_for_want_of_memory_is_one_sentence(monkeypatch, capsys):
    def lose_it():
        raise SystemError("error return without exception set")

    monkeypatch.setattr(start, "_run", lose_it)
    monkeypatch.setattr(start.signal, "signal", lambda *_: None)
    assert start.main() == 2
    assert capsys.readouterr().err == "内存不足，或者安装不完整：error return without exception set\n"


def test_too_little_memory_is_one_sentence(tmp_path):
    (tmp_path / "a.txt").write_text(THREE_SENTENCES, encoding="utf-8")
    done = subprocess.run(
        ["/bin/sh", "-c", f"ulimit -v 300000; '{COMMAND}' render a.txt --to html"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stdout + done.stderr
