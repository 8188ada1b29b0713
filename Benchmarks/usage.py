# SPDX-License-Identifier: Apache-2.0
"""How fast audit logs are read, beside simdjson, which only parses them."""

import json
import math
import random
import subprocess
import uuid

# MiB of the logs.
SIZES = (64, 256, 1_024)


def measure(tools):
    """MiB a second at three sizes, memory, and how time grows.

    The peer parses every line and does nothing with it. Both run on one core, and what is compared
    is the best of three runs.
    """
    peer, name = simdjson(tools)
    results = []
    times, peaks = [], []
    for size in SIZES:
        log = tools.made(f"audit-{size}.jsonl", write_log, tools.root, size)
        words = [*tools.one_core(), tools.binary, "usage", log]
        times.append(min(tools.run(words)[0] for _ in range(3)))
        peaks.append(tools.peak(words))
    log = tools.folder / f"audit-{SIZES[-1]}.jsonl"
    least = None
    if peer:
        least = min(tools.run([*tools.one_core(), peer, log])[0] for _ in range(3))
    exponent = math.log(times[-1] / times[0]) / math.log(SIZES[-1] / SIZES[0])
    results.append({
        "name": f"usage of {SIZES[-1]:,} MiB", "figure": SIZES[-1] / times[-1], "unit": "MiB/s",
        "against": name if least else "", "ratio": least / times[-1] if least else None,
        "better": "higher", "exponent": exponent, "bar": 0.5 if least else None})
    results.append({
        "name": f"usage of {SIZES[-1]:,} MiB, peak memory", "figure": peaks[-1], "unit": "MiB",
        "against": f"{SIZES[0]} MiB", "ratio": peaks[-1] / peaks[0], "better": "lower",
        "bar": 1.25})
    return results


def simdjson(tools):
    """The program that parses and its name; says so where simdjson is not there."""
    source = tools.root / "Benchmarks" / "parse-many.cpp"
    target = tools.folder / "parse-many"
    built = subprocess.run(
        ["c++", "-O3", "-march=native", "-o", target, source, "-lsimdjson", "-pthread"],
        capture_output=True, text=True)
    if built.returncode != 0:
        print("simdjson is left out, needs libsimdjson-dev")
        return None, ""
    version = subprocess.run(
        [target, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    return target, f"simdjson {version} parse_many"


def write_log(path, root, size):
    """So many MiB of real events, each with an id, a time and at times an object of its own."""
    events = [json.loads(line) for line in (root / "examples" / "audit.jsonl").open()]
    source = random.Random(5)
    written, number = 0, 0
    with open(path, "w", encoding="utf-8") as file:
        while written < size << 20:
            event = dict(events[number % len(events)])
            event["auditID"] = str(uuid.UUID(int=source.getrandbits(128)))
            time = (f"2026-11-{1 + number // 400_000 % 28:02}T{number // 18_000 % 24:02}:"
                    f"{number // 300 % 60:02}:{number // 5 % 60:02}.{source.randrange(10**6):06}Z")
            event["requestReceivedTimestamp"] = event["stageTimestamp"] = time
            reference = event.get("objectRef")
            if reference and "name" in reference and source.random() < 0.3:
                event["objectRef"] = reference | {
                    "name": f"{reference['name']}{source.randrange(40)}"}
            line = json.dumps(event, separators=(",", ":")) + "\n"
            file.write(line)
            written += len(line)
            number += 1
