#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Records how Helm and PyYAML read plain and tagged scalars, as scalars.json.

Run from the top of the repository, after `scripts/setup test`:

    .venv/bin/python Tests/Fixtures/YAMLSyntax/record-scalars.py [HELM]

HELM is .tools/helm3/helm unless named. Helm's answer is what a chart finds in its values. A reader that refuses a text has "error".
"""

import base64
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

HELM = sys.argv[1] if len(sys.argv) > 1 else ".tools/helm3/helm"

WORDS = [
    first + rest
    for word in ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    for first, rest in {
        (word[0], word[1:]),
        (word[0].upper(), word[1:]),
        (word[0].upper(), word[1:].upper()),
        (word[0], word[1:].upper()),
    }
]

OTHERS = """
~ ~~ nil none None NaN nan inf Inf t T f F o O name nodes total yess onn
.inf .Inf .INF +.inf +.INF -.inf -.Inf -.INF .iNF .nan .NaN .NAN .Nan -.nan +.nan
0 1 -1 +1 -0 +0 00 01 007 010 08 09 0777 -017 +017 0_7 1_000 1__0 _1 1_ -_1 +_1 - -- + ++ +- -+1
0x 0x0 0x1f 0X1F 0x1_F 0x_1 0_x1 -0x1f +0x1f 0xg 0x1p4 0x1.8p1 0xFFFFFFFFFFFFFFFF
0x1FFFFFFFFFFFFFFFFFFFF -0x1FFFFFFFFFFFFFFFFFFFF 0o17 0O17 0o 0o8 -0o17 0o7_7 0b 0b1 0B1 0b2 -0b11
+0b1 0b1_1 0b0
9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809
18446744073709551615 18446744073709551616 99999999999999999999 -99999999999999999999
1. 1.0 .5 -.5 +.5 . .. ... .5. 1.5.2 1..2 1e3 1E3 1e+3 1e-3 1e 1e+ e1 .e1 1.e3 1.5e3 1.5E-3 .1e3 .1_0
._1 .1_ .1__0 1_0.5 1_0.5_5 1.5_5 1e1_0 .5e1_0 1e400 -1e400 1e-400 0.1e1 09.5 08.5 0.0 -0.0 00.5
0e0 1d3 1f 1L 1,000 1_000.0 123456789012345678901234567890.5 1e308 1e309 4.9e-324
12:30 1:2 12:30:45 -12:30 1:60 12:30.5 190:20:30 0:0 00:30 012:30 12:3x 1: a:b ::
2001-12-14 2001-1-1 2001-13-45 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z 20011214 2001-12
2001-12-14T21:59:43 02001-12-14 201-12-14 2001-12-14T
= << <<< < > => === != * .x /x a-b a.b a/b a_b ; $ $x ^ ( ) ~x x~ ?x ?? :x -x -> .- ,x
get list core v1 v1.2 1.2.3 1.25 1.30 v1beta1 0.1.104 10Gi 500m 1h 5s 08:00 1e3Mi 0x 0xZZ c0ffee
deadbeef 123abc 12e 12e5 1e05 1E05 012e3 123e45 1e10 e10 5e-1 0e1 00e1 +1e3 -1e3 ++1 1+1 1-1 1_e3
""".split()

TAGGED = [
    "''", '""', "'1'", '"true"', "!!str 12", "!!str true", "!!str", "!!str ~", "!!int '12'",
    '!!int "0x1f"', "!!int 0o17", "!!float 1", "!!float '1.5'", "!!float 1e3", "!!bool yes",
    "!!bool 'no'", "!!null ''", "!!null ~", "!!null null", "!!binary aGk=", "!!binary 'aGkh'",
    "!!timestamp 2001-12-14", "!foo bar", "!foo 12", "! 12", "! true", "! x", "!!foo 1",
    "!!int 1.0", "!!int x", "!!float x", "!!bool x", "!!bool 1", "!!null x", "!!binary '*'",
    "!!float true", "!!str [1]", "!!map [1]", "!!seq {a: 1}", "!foo [1]", "!!int 99999999999999999999",
    "!!float .inf", "!!merge x", "|\n  1\n", ">-\n  true\n", "|-\n  ~\n", "!!int |-\n  5\n",
    "a\n  b", "1\n  2", "'a\n\n  b'", "\"a\\\n  b\"", "\"\\x41\\u00e9\\U0001F600\\L\\_\\e\\0\"",
    "2001-12-14 21:59:43", "2001-12-14 21:59:43.5", "a b", "a: b", "a #b", "a#b", "a # b",
    "1 # one", "[on, 'on', 1e3]", "{on: off}", "",
]


def helm_values(text):
    """What a template finds in `.Values` when Helm is given this values file."""
    with tempfile.TemporaryDirectory() as folder:
        chart = pathlib.Path(folder)
        (chart / "templates").mkdir()
        (chart / "Chart.yaml").write_text("apiVersion: v2\nname: values\nversion: 1.0.0\n")
        (chart / "templates/values.yaml").write_text(
            "kind: Values\nvalues: {{ .Values | toJson | b64enc }}\n")
        result = subprocess.run(
            [HELM, "template", folder, "--values", "-"], input=text.encode(),
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    values = re.search(rb"^values: (.*)$", result.stdout, re.MULTILINE)
    return json.loads(base64.b64decode(values.group(1)))


def answer(read, text):
    try:
        value = read(text)["a"]
    except Exception:
        return "error"
    return {"value": plain(value)}


def plain(value):
    """The value, or its type when JSON has none for it."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    return {"type": type(value).__name__, "text": str(value)}


rows = []
for scalar in WORDS + OTHERS + TAGGED:
    if any(row["yaml"] == scalar for row in rows):
        continue
    rows.append(
        {
            "yaml": scalar,
            "helm": answer(helm_values, "a: " + scalar),
            "pyyaml": answer(yaml.safe_load, "a: " + scalar),
        }
    )
rows.sort(key=lambda row: row["yaml"])
lines = ",\n".join(json.dumps(row, ensure_ascii=True) for row in rows)
(pathlib.Path(__file__).parent / "scalars.json").write_text("[\n" + lines + "\n]\n")
