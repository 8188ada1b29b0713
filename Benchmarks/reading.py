# SPDX-License-Identifier: Apache-2.0
"""Reading text into a tree with positions, by the scanner for plain block style and by libyaml, and
cutting it into documents, compared with libyaml's own events of the same bytes."""

import subprocess

import inputs

READING_BYTES = 16 << 20


def measure(tools):
    bare, peer = tools.bare_libyaml()
    ours = tools.built("ReadingBenchmark")
    path = tools.made("reading.yaml", inputs.write_manifests_of_size, READING_BYTES)
    ways = {
        "tree": "reading manifests into a tree",
        "libyaml": "the same by libyaml alone",
        "cut": "cutting manifests into documents"}
    times = {way: [] for way in (peer, *ways)}
    for _ in range(3):
        for way, found in times.items():
            program = [bare, path, "5"] if way == peer else [ours, path, "5", way]
            run = subprocess.run(
                [*tools.one_core(), *program], check=True, capture_output=True, text=True)
            found.append(float(run.stdout))
    size = path.stat().st_size / (1 << 20)
    return [{
        "name": name, "figure": size / min(times[way]), "unit": "MiB/s", "against": peer,
        "ratio": min(times[peer]) / min(times[way]), "better": "higher"}
        for way, name in ways.items()]
