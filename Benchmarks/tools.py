# SPDX-License-Identifier: Apache-2.0
"""What every part of the benchmarks works with."""

import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Linux counts memory in KiB, macOS in bytes.
PEAK_IN_MIB = 1 << 10 if sys.platform == "linux" else 1 << 20


class Tools:
    """The binary that is measured, and how inputs and peers are made."""

    def __init__(self, peers=False):
        self.binary = ROOT / "dist" / "rolefit"
        self.folder = ROOT / ".build-release" / "bench"
        self.root = ROOT
        # Whether peers that must be fetched first are measured too.
        self.peers = peers
        self.folder.mkdir(parents=True, exist_ok=True)

    def one_core(self):
        return self.cores(1)

    def cores(self, count):
        """What keeps a command on so many cores; nothing where that cannot be said."""
        if not shutil.which("taskset"):
            return []
        return ["taskset", "-c", ",".join(str(core) for core in range(count))]

    def made(self, name, write, *arguments):
        """The path of an input, made now unless these same scripts made it before."""
        path = self.folder / name
        newest = max(file.stat().st_mtime for file in (ROOT / "Benchmarks").glob("*.py"))
        if not path.exists() or path.stat().st_mtime < newest:
            part = path.with_suffix(".part")
            write(part, *arguments)
            part.rename(path)
        return path

    def compiled(self, name, *flags):
        """A program in C."""
        target = self.folder / name
        subprocess.run(
            ["cc", "-O2", "-o", target, ROOT / "Benchmarks" / f"{name}.c", *flags], check=True)
        return target

    def built(self, product):
        """A Swift program, built as the release binary is, so that both have the same code."""
        subprocess.run([ROOT / "scripts" / "release-build", product], check=True, cwd=ROOT)
        return self.folder.parent / "release" / product

    def helm(self):
        """Helm's path and an environment in which it is the one that is found; says so where there
        is none, and what is left out therefore can be."""
        helm = shutil.which(
            "helm", path=f"{ROOT / '.tools' / 'helm3'}:{os.environ['PATH']}")
        if helm is None:
            print("the matrix is left out, needs helm (scripts/setup test)")
            return None, None
        return helm, os.environ | {"PATH": f"{pathlib.Path(helm).parent}:{os.environ['PATH']}"}

    def matrix(self, chart, environment):
        """Seconds of one run of a chart's matrix, and its report."""
        start = time.perf_counter()
        report = subprocess.run(
            [self.binary, "verify", "--chart", chart, "--matrix", "--fail-on", "none",
             "-o", "json"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, check=True)
        return time.perf_counter() - start, json.loads(report.stdout)

    def bare_libyaml(self):
        """The program that only looks at libyaml's events, and its name with the version."""
        flags = self._pkg_config("--cflags", "--libs").split()
        version = self._pkg_config("--modversion").strip()
        return self.compiled("bare-libyaml", *flags), f"bare libyaml {version} event loop"

    @staticmethod
    def _pkg_config(*words):
        return subprocess.run(
            ["pkg-config", *words, "yaml-0.1"], check=True, capture_output=True, text=True).stdout

    def run(self, words, fed=None, allowed=(0,), limit=None, to=os.devnull, read=os.devnull):
        """Seconds and peak memory in MiB of one run that reports to nobody, or to the file `to`.

        Standard input is the file `read`, or what `fed` writes into the descriptor it is given.
        After `limit` seconds the run is ended, and the answer is None. The peak is never less than
        that of this script: `peak` tells more.
        """
        words = [str(word) for word in words]
        actions = [(os.POSIX_SPAWN_OPEN, 1, str(to), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
                   (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
        if fed is None:
            actions.append((os.POSIX_SPAWN_OPEN, 0, str(read), os.O_RDONLY, 0))
        else:
            reader, writer = os.pipe()
            actions += [(os.POSIX_SPAWN_DUP2, reader, 0), (os.POSIX_SPAWN_CLOSE, writer)]
        start = time.perf_counter()
        process = os.posix_spawnp(words[0], words, os.environ, file_actions=actions)
        if fed is not None:
            os.close(reader)
            try:
                fed(writer)
            finally:
                os.close(writer)
        status, usage = self._wait(process, limit)
        seconds = time.perf_counter() - start
        if status is None:
            return None
        if status not in allowed:
            sys.exit(f"bench: '{' '.join(words)}' ended with {status}")
        return seconds, usage.ru_maxrss / PEAK_IN_MIB

    def peak(self, words, fed=None, allowed=(0,)):
        """Peak memory in MiB of one run: what counts is started by a script that takes little,
        since a process begins with the peak of the one that starts it."""
        report = self.folder / "peak"
        script = (
            "import os, sys; p = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ);"
            "s, u = os.wait4(p, 0)[1:]; print(u.ru_maxrss, file=open(sys.argv[1], 'w'));"
            "sys.exit(os.waitstatus_to_exitcode(s))")
        self.run([sys.executable, "-SE", "-c", script, report, *words], fed=fed, allowed=allowed)
        return int(report.read_text()) / PEAK_IN_MIB

    @staticmethod
    def _wait(process, limit):
        if limit is None:
            _, status, usage = os.wait4(process, 0)
            return os.waitstatus_to_exitcode(status), usage
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            ended, status, usage = os.wait4(process, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status), usage
            time.sleep(0.001)
        os.kill(process, 9)
        os.wait4(process, 0)
        return None, None


def machine():
    """The kind of machine, such as `Some CPU, 2 cores`."""
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next(
                line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return f"{model}, {os.cpu_count()} cores"
