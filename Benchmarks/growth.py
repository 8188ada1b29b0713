# SPDX-License-Identifier: Apache-2.0
"""How the time of each command grows with its input, in one dimension after another.

Each is run at three sizes. The exponent is the slope of log(time) over log(size), the time that a
run takes for next to nothing taken off: 1 is linear growth, 2 is a square.
"""

import functools
import math
import os
import shutil

import charts
import growing

# A run that takes longer is ended, and its exponent is that of the sizes before it.
LIMIT = 60
TURNS = 2
FILE = "FILE"
AGENT = "system:serviceaccount:komodor:k8s-watcher"
VERIFY = ["verify", "--actions", "basic", "--service-account", "komodor:k8s-watcher",
          "--fail-on", "none", "-o", "json"]
COMMANDS = {
    "lint": ["lint", "--fail-on", "none", "-o", "json", FILE],
    "lint --fix": ["lint", "--fix", "--fail-on", "none", FILE],
    "ready": ["ready", FILE, "--actions", "basic", "--to-kube", "1.31",
              "--service-account", "komodor:k8s-watcher", "-o", "json"],
    "verify": [*VERIFY, FILE],
    "can-i": ["can-i", "delete", "pods", "-n", "shop", "--as", AGENT, FILE],
    "who-can": ["who-can", "delete", "pods", "-n", "shop", FILE],
    "diff": ["diff", "--fail-on", "none", "small", FILE],
    "explain": ["explain", "-f", "small", "-"],
}
ALL = ["lint", "verify", "can-i", "who-can", "diff", "ready"]
RULES = ["lint", "verify", "can-i", "diff"]

# What grows, its input, the largest size (the others are a half and a quarter), the commands.
DIMENSIONS = [
    ("documents", growing.documents, 16_000, ALL),
    ("items of a List", growing.list_items, 16_000, ALL),
    ("items on one line of JSON", growing.items_on_one_line, 16_000, ALL),
    ("lines of a document", growing.fields, 400_000, ["lint", "verify"]),
    ("rules of a role", growing.rules, 16_000, RULES),
    ("rules that grant the same in part", growing.rules_in_common, 16_000, RULES),
    ("rules said again", growing.repeated_rules, 16_000, RULES),
    ("rules with a name", growing.named_rules, 16_000, RULES),
    ("rules with a name beside all", growing.named_rules_beside_all, 16_000, RULES),
    ("rules with a wildcard", growing.wildcard_rules, 4_000, RULES),
    ("rules without a use", growing.dead_rules, 4_000, RULES),
    ("rules of many combinations", growing.products, 4_000, RULES),
    ("names of a rule", growing.names_of_a_rule, 40_000, RULES),
    ("resources of a rule", growing.resources_of_a_rule, 40_000, RULES),
    ("verbs of a rule", growing.verbs_of_a_rule, 40_000, RULES),
    ("groups of a rule", growing.groups_of_a_rule, 40_000, RULES),
    ("paths of a rule", growing.paths_of_a_rule, 40_000, RULES),
    ("bytes of paths", growing.paths_of_many_lengths, 4_000_000, RULES),
    ("combinations of a rule", growing.product, 250_000, RULES),
    ("bindings of an account", growing.bindings_of_an_account, 16_000, ALL),
    ("bindings of many accounts", growing.bindings_of_many_accounts, 16_000, ALL),
    ("bindings without a role", growing.bindings_without_role, 16_000, ALL),
    ("objects said again", growing.repeated_objects, 8_000, ALL),
    ("subjects", growing.subjects, 40_000, ALL),
    ("subjects said again", growing.repeated_subjects, 20_000, ALL),
    ("service accounts", growing.accounts, 16_000, ALL),
    ("roles that aggregate each other", growing.roles_aggregating_each_other, 4_000, ALL),
    ("bound roles that aggregate each other", growing.roles_aggregating_each_other_bound, 4_000,
     ALL),
    ("a chain of aggregation", growing.chain_of_aggregation, 8_000, ALL),
    ("parts of an aggregated role", growing.parts_of_a_role, 8_000, ALL),
    ("selectors of a role", growing.selectors, 8_000, ALL),
    ("roles with a selector by expression", growing.selectors_by_expression, 2_000, ALL),
    ("expressions of a selector", growing.match_expressions, 40_000, ALL),
    ("labels of a role", growing.labels, 40_000, ALL),
    ("denials", growing.denials, 50_000, ["explain"]),
    ("spaces", growing.spaces, 16_000_000, ["lint", "verify"]),
    ("bytes in an unclosed quote", growing.unclosed_quote, 8_000_000, ["lint", "verify"]),
    ("bytes of a name", growing.long_name, 1_000_000, ALL),
    ("bytes of a rule's values", growing.long_values, 1_000_000, RULES),
    ("fixes", growing.repeated_rules, 4_000, ["lint --fix"]),
]


def measure(tools):
    small = tools.made("small.yaml", growing.documents, 2)
    for title, write, largest, commands in DIMENSIONS:
        inputs = [(size, tools.made(f"{write.__name__}-{size}.yaml", write, size))
                  for size in (largest // 4, largest // 2, largest)]
        for command in commands:
            words = [str(small) if word == "small" else word for word in COMMANDS[command]]
            yield growth(
                f"{command}, {title}",
                [(size, functools.partial(run, tools, words, path, LIMIT))
                 for size, path in inputs],
                min(run(tools, words, small, None)[0] for _ in range(2 * TURNS)))
    yield from combinations(tools)


def run(tools, words, path, limit):
    """One run on a copy where the file is written, and with the file as standard input where it is
    a log."""
    if "--fix" in words:
        path = shutil.copy(path, tools.folder / "fixed.yaml")
    read = path if FILE not in words else os.devnull
    return tools.run(
        [tools.binary, *(path if word == FILE else word for word in words)],
        allowed=(0, 1, 2, 3), limit=limit, read=read)


def growth(name, runs, least):
    """The figure of runs that grow.

    - least: the seconds that a run takes with next to nothing to do.
    """
    points = []
    for size, run in runs:
        results = []
        for _ in range(TURNS):
            result = run()
            if result is None:
                break
            results.append(result)
            if result[0] > 5:
                break
        if not results:
            break
        points.append((size, min(seconds for seconds, _ in results)))
    seconds = points[-1][1] if len(points) == len(runs) else LIMIT
    return {"name": f"growth: {name}", "figure": seconds, "unit": f"s for {runs[-1][0]:,}",
            "against": "linear growth", "ratio": None, "better": "lower",
            "exponent": exponent(points, least)}


def exponent(points, least):
    """The slope of least squares; 9 where even the smallest sizes took too long."""
    if len(points) < 2:
        return 9
    logs = [(math.log(size), math.log(max(seconds - least, 1e-4))) for size, seconds in points]
    middle_x = sum(x for x, _ in logs) / len(logs)
    middle_y = sum(y for _, y in logs) / len(logs)
    return (sum((x - middle_x) * (y - middle_y) for x, y in logs)
            / sum((x - middle_x) ** 2 for x, _ in logs))


def combinations(tools):
    """A chart's switches: the work is to grow with their combinations."""
    helm, environment = tools.helm()
    if helm is None:
        return
    runs = []
    for switches in (4, 6, 8):
        chart = tools.folder / f"switches-{switches}"
        charts.write_chart(chart, switches)
        runs.append((2 ** switches, functools.partial(tools.matrix, chart, environment)))
    chart = tools.folder / "switches-0"
    charts.write_chart(chart, 1)
    yield growth("verify --matrix, combinations", runs, tools.matrix(chart, environment)[0])
