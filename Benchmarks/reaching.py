# SPDX-License-Identifier: Apache-2.0
"""What accounts come to, in clusters of many roles and bindings: for one account and for all."""

import math

import growing
import inputs

ROLES = 10_000
# All accounts of a random cluster, whose ways differ from each other: ten seconds are not reached at
# the size of the others.
VARIED_ROLES = 5_000
# The sizes that growth is measured over, as parts of all roles.
PARTS = (4, 2, 1)
ACCOUNT = "namespace-1:account-1"


def measure(tools):
    yield figure(
        tools, f"reach of one account, {ROLES:,} roles, {2 * ROLES:,} bindings", ROLES,
        ["--service-account", ACCOUNT], 1, "reach", write_random)
    yield figure(
        tools, f"reach of all accounts, {ROLES:,} of which each reaches all", ROLES,
        ["--all-accounts"], 10, "reach-all", growing.accounts_that_reach_each_other)
    yield figure(
        tools, f"reach of all accounts, {VARIED_ROLES:,} random roles", VARIED_ROLES,
        ["--all-accounts"], 10, "reach", write_random)


def write_random(path, roles):
    inputs.write_manifests(path, roles, 2 * roles)


def figure(tools, name, roles, words, most, kind, write):
    times = []
    for part in PARTS:
        size = roles // part
        path = tools.made(f"{kind}-{size}.yaml", write, size)
        command = [*tools.one_core(), tools.binary, "reach", "--closed-world", "-o", "json", *words,
                   path]
        times.append(min(tools.run(command, allowed=(0, 1, 3))[0] for _ in range(2)))
    exponent = math.log(times[-1] / times[0]) / math.log(PARTS[0] / PARTS[-1])
    return {"name": name, "figure": times[-1], "unit": "s", "against": f"{most} s",
            "ratio": times[-1] / most, "better": "lower", "bar": 1, "exponent": exponent}
