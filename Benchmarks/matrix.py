# SPDX-License-Identifier: Apache-2.0
"""A chart in every combination, compared with as many runs of helm, one after another."""

import json
import os
import pathlib
import shutil
import subprocess
import time

import charts

RUNS = 256


def measure(tools):
    helm = shutil.which("helm", path=f"{tools.root / '.tools' / 'helm3'}:{os.environ['PATH']}")
    if helm is None:
        print("matrix: left out, needs helm (scripts/setup test)")
        return
    environment = os.environ | {"PATH": f"{pathlib.Path(helm).parent}:{os.environ['PATH']}"}
    version = subprocess.run(
        [helm, "version", "--template", "{{.Version}}"], check=True, capture_output=True,
        text=True).stdout.strip()
    foreign = tools.folder / "ferry"
    charts.write_chart(foreign, 8)
    for title, chart in (("charts/k8s-watcher", tools.root / "charts" / "k8s-watcher"),
                         ("a chart of 8 switches", foreign)):
        start = time.perf_counter()
        report = subprocess.run(
            [tools.binary, "verify", "--chart", chart, "--matrix", "--fail-on", "none",
             "-o", "json"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, check=True)
        ours = time.perf_counter() - start
        combinations = json.loads(report.stdout)["combinations"]
        theirs = helm_alone(helm, chart, combinations)
        yield {"name": f"matrix of {title}", "figure": ours, "unit": "s",
               "against": f"{RUNS} runs of helm {version}", "ratio": ours / theirs,
               "better": "lower"}


def helm_alone(helm, chart, combinations):
    """Seconds of so many runs; the same settings as often as that takes."""
    start = time.perf_counter()
    for place in range(RUNS):
        switches = combinations[place % len(combinations)]["switches"]
        settings = [
            word for key, value in switches.items()
            for word in ("--set", f"{key}={str(value).lower()}")]
        subprocess.run(
            [helm, "template", chart, *settings], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
    return time.perf_counter() - start
