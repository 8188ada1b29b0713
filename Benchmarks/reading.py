# SPDX-License-Identifier: Apache-2.0
"""Reading text into a tree with positions, compared with libyaml's own events of the same bytes."""

import subprocess

import inputs

READING_BYTES = 16 << 20


def measure(tools):
    bare, peer = tools.bare_libyaml()
    ours = tools.built("ReadingBenchmark")
    path = tools.made("reading.yaml", inputs.write_manifests_of_size, READING_BYTES)
    times = {bare: [], ours: []}
    for _ in range(3):
        for program, found in times.items():
            run = subprocess.run(
                [*tools.one_core(), program, path, "5"], check=True, capture_output=True, text=True)
            found.append(float(run.stdout))
    size = path.stat().st_size / (1 << 20)
    return [{
        "name": "reading manifests into a tree", "figure": size / min(times[ours]),
        "unit": "MiB/s", "against": peer, "ratio": min(times[bare]) / min(times[ours]),
        "better": "higher"}]
