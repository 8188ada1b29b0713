# SPDX-License-Identifier: Apache-2.0
"""How long small commands take, beside a C program that does nothing, and kubectl."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time

RUNS = 200
# kubectl takes so much longer that fewer runs say as much.
KUBECTL_RUNS = 20
EMPTY = "an empty static C program"

ROLE = """apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: agent
rules:
- apiGroups: [apps]
  resources: [deployments/scale]
  verbs: [patch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: agent
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: agent
subjects:
- kind: User
  name: agent
"""


def measure(tools):
    static = ["-static"] if sys.platform == "linux" else []
    kubectl, peer = find_kubectl()
    role = tools.made("starting.yaml", lambda path: path.write_text(ROLE, encoding="utf-8"))
    rolefit = tools.binary
    commands = {
        EMPTY: [tools.compiled("empty", *static)],
        "rolefit --version": [rolefit, "--version"],
        "rolefit --help": [rolefit, "--help"],
        "rolefit rules --actions all": [rolefit, "rules", "--actions", "all"],
        "rolefit lint ROLE": [rolefit, "lint", "--fail-on", "none", role],
        "rolefit can-i": [
            rolefit, "can-i", "patch", "deployments", "--subresource", "scale", "--as", "agent",
            role],
    }
    if kubectl:
        commands[peer] = [kubectl, "version", "--client"]
    with one_core():
        times = take_turns(commands, peer)
    figures = [beside(name, times, EMPTY) for name in commands if name.startswith("rolefit ")]
    figures[0]["bar"] = 3
    if kubectl:
        figures.append(beside("rolefit rules --actions all", times, peer))
        figures[-1]["bar"] = 0.1
    return figures


def find_kubectl():
    """Its path, and its name with the version; nothing where there is none."""
    path = shutil.which("kubectl")
    if path is None:
        return None, None
    said = subprocess.run(
        [path, "version", "--client", "--output", "json"], check=True, capture_output=True,
        text=True).stdout
    version = json.loads(said)["clientVersion"]["gitVersion"].removeprefix("v")
    return path, f"kubectl {version} version --client"


@contextlib.contextmanager
def one_core():
    """Keeps this process and those it starts on one core: `taskset` would be started, too."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, [min(cores)])
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def take_turns(commands, slow):
    """The least seconds of each command: what else a machine does only adds to them."""
    times = {name: [] for name in commands}
    for words in commands.values():
        elapsed(words)
    for turn in range(RUNS):
        for name, words in commands.items():
            if name != slow or turn % (RUNS // KUBECTL_RUNS) == 0:
                times[name].append(elapsed(words))
    return {name: min(found) for name, found in times.items()}


def elapsed(words):
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    words = [str(word) for word in words]
    start = time.perf_counter()
    process = os.posix_spawnp(words[0], words, os.environ, file_actions=quiet)
    os.waitpid(process, 0)
    return time.perf_counter() - start


def beside(name, times, peer):
    return {
        "name": f"{name} beside {peer.split()[0]}" if peer != EMPTY else name,
        "figure": times[name] * 1000, "unit": "ms", "against": peer,
        "ratio": times[name] / times[peer], "better": "lower"}
