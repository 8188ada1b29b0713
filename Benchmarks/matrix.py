# SPDX-License-Identifier: Apache-2.0
"""A chart in every combination, compared with as many runs of helm, one after another."""

import subprocess
import time

import charts

RUNS = 256


def measure(tools):
    helm, environment = tools.helm()
    if helm is None:
        return
    version = subprocess.run(
        [helm, "version", "--template", "{{.Version}}"], check=True, capture_output=True,
        text=True).stdout.strip()
    foreign = tools.folder / "ferry"
    charts.write_chart(foreign, 8)
    for title, chart in (("charts/k8s-watcher", tools.root / "charts" / "k8s-watcher"),
                         ("a chart of 8 switches", foreign)):
        ours, report = tools.matrix(chart, environment)
        theirs = helm_alone(helm, chart, report["combinations"])
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
