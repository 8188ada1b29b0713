# SPDX-License-Identifier: Apache-2.0
"""How fast rules are compared with rules, against upstream's algorithm in the same language."""

import json
import pathlib
import subprocess

RECORDED = pathlib.Path(__file__).parent.parent / "Tests/Fixtures/Conformance/covers.jsonl"


def measure(tools):
    """The speed of deciding every line of `covers.jsonl`, reading the lines apart.

    Both give every recorded verdict before either is timed: else the benchmark prints nothing.
    """
    program = tools.built("CoversBenchmark")
    times = {"upstream": [], "rolefit": []}
    for _ in range(3):
        run = json.loads(subprocess.run(
            [*tools.one_core(), program, RECORDED, "20"], check=True, capture_output=True,
            text=True).stdout)
        for name, found in times.items():
            found.append(run[name])
    seconds = min(times["rolefit"])
    return [{
        "name": "covers", "figure": run["lines"] / seconds, "unit": "comparisons/s",
        "against": "a port of Covers, k8s.io/component-helpers auth/rbac/validation",
        "ratio": min(times["upstream"]) / seconds, "better": "higher"}]
