# SPDX-License-Identifier: Apache-2.0
"""Linting manifests: its speed beside libyaml's own events of the same bytes, and its memory."""

import os
import subprocess
import sys

import inputs

# Documents, mostly of other kinds than RBAC's.
MIXED = 10_000
RBAC = 10_000
TINY = 300_000
STREAM_BYTES = 1 << 30
MOST_MEMORY = 100
CHECKOV = "3.3.30"


def measure(tools):
    bare, peer = tools.bare_libyaml()
    mixed = tools.made(f"mixed-{MIXED}.yaml", inputs.write_mixed_manifests, MIXED)
    rbac = tools.made(f"rbac-{RBAC}.yaml", inputs.write_manifests, RBAC // 3, RBAC - RBAC // 3)
    yield speed(tools, f"linting {MIXED:,} documents, 5 % RBAC, one core", mixed, 1, bare, peer, 8)
    if (os.cpu_count() or 1) > 1:
        yield speed(
            tools, f"linting {MIXED:,} documents, 5 % RBAC, two cores", mixed, 2, bare, peer, 15)
    yield speed(tools, f"linting {RBAC:,} documents, all RBAC, one core", rbac, 1, bare, peer, 0.5)
    if tools.peers:
        yield beside_checkov(tools)
    tiny = tools.made(f"tiny-{TINY}.yaml", inputs.write_tiny_documents, TINY)
    yield memory(
        f"memory of linting {TINY:,} tiny documents", tools.peak(lint(tools.binary, tiny)))
    yield memory(
        "memory of linting 1 GiB from a pipe",
        tools.peak(lint(tools.binary, "-"), fed=lambda writer: stream(writer, tools)))


def lint(binary, path):
    return [binary, "lint", "--fail-on", "none", "-o", "json", path]


def speed(tools, name, path, cores, bare, peer, bar):
    size = path.stat().st_size / (1 << 20)
    ours, theirs = [], []
    for _ in range(5):
        ours.append(tools.run([*tools.cores(cores), *lint(tools.binary, path)])[0])
        run = subprocess.run(
            [*tools.one_core(), bare, path, "1"], check=True, capture_output=True, text=True)
        theirs.append(float(run.stdout))
    return {"name": name, "figure": size / min(ours), "unit": "MiB/s", "against": peer,
            "ratio": min(theirs) / min(ours), "better": "higher", "bar": bar}


def memory(name, peak):
    return {"name": name, "figure": peak, "unit": "MiB", "against": f"{MOST_MEMORY} MiB",
            "ratio": peak / MOST_MEMORY, "better": "lower", "bar": 1}


def stream(writer, tools):
    """Feeds the mixed manifests once and then what of them is not RBAC, over and over: what is
    about RBAC must be kept, the rest need not."""
    mixed = tools.made(f"mixed-{MIXED}.yaml", inputs.write_mixed_manifests, MIXED).read_bytes()
    marker = b"apiVersion: rbac.authorization.k8s.io/v1\n"
    others = b"---\n".join(part for part in mixed.split(b"---\n") if not part.startswith(marker))
    written = write_all(writer, mixed)
    while written < STREAM_BYTES:
        written += write_all(writer, others)


def write_all(writer, data):
    view = memoryview(data)
    while view:
        view = view[os.write(writer, view):]
    return len(data)


def beside_checkov(tools):
    """A tenth of the documents: all of them would take minutes."""
    environment = tools.folder / f"checkov-{CHECKOV}"
    program = environment / "bin" / "checkov"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run(
            [environment / "bin" / "pip", "install", "--quiet", f"checkov=={CHECKOV}"], check=True)
    path = tools.made(f"mixed-{MIXED // 10}.yaml", inputs.write_mixed_manifests, MIXED // 10)
    theirs, _ = tools.run(
        [*tools.one_core(), program, "--file", path, "--framework", "kubernetes", "--quiet",
         "--skip-download", "--output", "json"], allowed=(0, 1))
    ours = min(tools.run([*tools.one_core(), *lint(tools.binary, path)])[0] for _ in range(3))
    return {"name": f"linting {MIXED // 10:,} documents, 5 % RBAC", "figure": ours * 1000,
            "unit": "ms", "against": f"checkov {CHECKOV}", "ratio": theirs / ours,
            "better": "higher"}
