# SPDX-License-Identifier: Apache-2.0
"""How fast requests are decided: through `can-i --batch`, and by the library alone."""

import json
import math
import os
import subprocess
import sys

import inputs

# So many roles, and twice as many bindings.
ROLES = (1_000, 3_000, 10_000)
REQUESTS = 500_000
# Requests that the library alone decides, as values: those take more memory than text.
KNOWN = 200_000
FLOOR = "a C loop that splits the same lines and writes each the shortest answer"


def measure(tools):
    """Decisions a second at several sizes.

    Seconds differ from machine to machine, so each is compared with what any program must spend
    that reads the same lines and answers them: a loop in C that only looks for their ends. It does
    the same reads and writes, which a bare `cat` or `wc -l` would not. Time is the processor's, so
    that others who use the core do not count.
    """
    floor = tools.compiled("answer-lines")
    library = tools.built("JudgingBenchmark")
    results = []
    times = {"batch": [], "library": []}
    for roles in ROLES:
        objects = tools.made(f"objects-{roles}.yaml", inputs.write_manifests, roles, 2 * roles)
        lines = tools.made(
            f"requests-{roles}-{REQUESTS}.jsonl", inputs.write_requests, REQUESTS, roles)
        known = tools.made(
            f"requests-{roles}-{KNOWN}.jsonl", inputs.write_requests, KNOWN, roles)
        words = [str(tools.binary), "can-i", "--batch"]
        loading = min(answer(tools, [*words, os.devnull, objects], 0)[0] for _ in range(3))
        runs = [answer(tools, [*words, lines, objects], REQUESTS) for _ in range(3)]
        least = min(answer(tools, [floor, lines], REQUESTS)[0] for _ in range(3))
        seconds = min(run[0] for run in runs) - loading
        times["batch"].append(seconds)
        results.append(figure(
            f"judging {roles:,} roles", REQUESTS / seconds, "decisions/s", FLOOR,
            least / seconds))
        run = json.loads(subprocess.run(
            [*tools.one_core(), library, objects, known, "10"], check=True, capture_output=True,
            text=True).stdout)
        times["library"].append(run["seconds"])
        results.append(figure(
            f"judging {roles:,} roles, the library alone", run["requests"] / run["seconds"],
            "decisions/s", "can-i --batch, with text",
            run["requests"] / run["seconds"] / (REQUESTS / seconds)))
        results.append(figure(
            f"judging {roles:,} roles, peak memory", min(run[1] for run in runs), "MiB",
            better="lower"))
    for name, found in times.items():
        results.append(figure(
            f"judging growth with roles, {'can-i --batch' if name == 'batch' else 'the library'}",
            math.log(found[-1] / found[0]) / math.log(ROLES[-1] / ROLES[0]), "exponent",
            better="lower"))
    return results


def figure(name, value, unit, against="", ratio=None, better="higher"):
    return {"name": name, "figure": value, "unit": unit, "against": against, "ratio": ratio,
            "better": better}


def answer(tools, command, expected):
    """Seconds and peak memory in MiB of one run; the answers go to a file and are counted."""
    output = tools.folder / "answers.jsonl"
    words = [*tools.one_core(), *map(str, command)]
    actions = [(os.POSIX_SPAWN_OPEN, 1, str(output), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)]
    process = os.posix_spawnp(words[0], words, os.environ, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    with open(output, "rb") as file:
        answered = sum(1 for _ in file)
    if os.waitstatus_to_exitcode(status) != 0 or answered != expected:
        sys.exit(f"bench: {' '.join(words)} ended with {status} after {answered} answers")
    # Linux counts in KiB, macOS in bytes.
    peak = usage.ru_maxrss / (1 << 10 if sys.platform == "linux" else 1 << 20)
    return usage.ru_utime + usage.ru_stime, peak
