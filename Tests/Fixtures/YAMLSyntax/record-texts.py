#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Records what Helm, kubectl and PyYAML read in odd texts, as texts.json.

Run from the top of the repository, after `scripts/setup test`:

    .venv/bin/python Tests/Fixtures/YAMLSyntax/record-texts.py [HELM [KUBECTL]]
    .venv/bin/python Tests/Fixtures/YAMLSyntax/record-texts.py --check [HELM [KUBECTL]]

--check compares what they read with the recording, and writes nothing. A reader that refuses a text has "error"; null stands where it does not say what it reads. Of documents, kubectl has the names of the objects.
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

ARGUMENTS = [word for word in sys.argv[1:] if word != "--check"]
HELM = ARGUMENTS[0] if ARGUMENTS else ".tools/helm3/helm"
KUBECTL = pathlib.Path(ARGUMENTS[1] if len(ARGUMENTS) > 1 else ".tools/kubectl/kubectl").absolute()
FILE = pathlib.Path(__file__).parent / "texts.json"

# A `_` stands for a blank.
FLOW = [word.replace("_", " ") for word in """
system: b: b:c :b :: : b?c ?b b?_c b_?c - -b -_b %b @b b@c | >b b|c b&c b*c * & ! !_ b#c = !x !x_ !!str
!!str_x !!str_ &a &a_ *a .inf -.INF ~ null <<
""".split()]
VALUES = [word.replace("_", " ") for word in """
-.INF .nan !!float_.inf ".inf" !!str_.inf !!timestamp_x !!timestamp_2001-1-1 !!timestamp_2001-02-30
!!timestamp_2004-02-29 "a\\/b" "\\a\\e\\_\\N\\L\\P\\0" "\\q" 'a\\/b' a\\/b !_[x] !foo_{x:_y} *x# *a &a
!<tag:yaml.org,2002:str>_5 [!<tag:yaml.org,2002:str>_5,_6] [!<x>,_6] !y!b_c !!null !!str !!binary
!!set_{x} !!omap_[x:_1] !!pairs_[x:_1] !!map_[x] !!seq_{x:_y} !!merge_[x] !!bool_y !x, !x[b &x#c &x:_b
&b_&c_d !x_!y_z &b_!x_c !x_&b_c - -- ? ?b :b :: b:_c -_b @b `b %b ,b ] } b#c "b"#c 'b'#c [b]#c
"x"_y 'x'_y [x]_y "\\ud83d\\ude00" "\\ud83d" "\\U00110000" "\\xff" {b:c} {b:_c}} {"b":c,d:_e} {b,_c}
[b:_c,_d] [[b]:_c] [?_b_:_c] {,} {b,} {b:_1,,} [b,,c] [,b] [b,c] 0o17 017 08 1_000 1__0 0x1F 0x1G 1e3
1E+3 1e400 +1 -0 -0.0 1. 190:20:30 1:30 = ~ y on 2001-12-14 18446744073709551615
""".split()]
WHOLE = [
    "&a 5: *a", "&a on: *a", "&a .5: [*a]", "&a x: *a", "&a <<: *a", "a: &a 5\n*a : 6", "a: &a on\n*a : 6",
    "a: &a [x]\n*a : 6", "a: &a\nb: *a", "a: &a !!str\nb: *a", "&a a: &a b\nc: *a", "a: &x b\nc: [*x,d]",
    "a: &x b\nc: {*x : d}", "a: &x b\nc: {*x: d}", "a: &x-y_z b\nc: *x-y_z", "a: &x.y b\nc: *x.y",
    "a: &a {x: 1}\nb:\n  <<: *a\n  \"<<\": 2", '"<<": {a: 1}\nb: 2', "!!str <<: {a: 1}\nb: 2",
    "18446744073709551615: a", "9223372036854775808: a", "!!float 9223372036854775808: a", "1e21: a",
    "123456789.5: a", "1e-7: a", "-0: a", "+1: a", "0x1F: a", "017: a", "1.50: a", "on: a", "~: a",
    ".inf: 1", "? .inf\n: .nan", "2001-12-14: a", "!!binary aGk=: a", "? |\n  x\n: y", "a: 1\na: 2",
    "a: b\n\t", "a:\n\t- b", "- \ta", "-\ta: 1", "a:\t5", "a: 5\t# x", "a: |\n  x\n\ty\n", "a: |+\n\n\nb: 1",
    "a: >\n  x\n   y\n  z\n", "a: |2\n   x\n", "a: >-\n\n  x\n", "a: |0\n x", "a: |-1\n x", "a: x\n  y\n\n  z",
    "a: \"x\\\n  y\"", "a: x\u0085  y", "a: \"x\u2028  y\"", "a: |\n  x\u2028  y\n", "a: |\n  x\r  y\n",
    "a: b\ufeffc", "a: \"\ufeff\"", "a: b\n\ufeffc: d", "a: |\n  b\n\ufeff", "a: b\r\ufeffc: d", "\ufeffa: b",
    "\ufeff\ufeffa: b\nc: d", '\ufeff{"a": 1}', '\ufeff\ufeff{"a": 1}', "\ufeff\ufeff\ufeffa: b",
    "%YAML 1.1\n---\na: 1", "%YAML 1.2\n---\na: 1", "%TAG !y! tag:yaml.org,2002:\n---\na: !y!str 5", "%x\na: 1",
    "a: 1\n...", "...", "a: 1\n--", "--- a", "---\na: 1", "a: [b\n---\nc]", "a: [b\n--- c]", "a: \"b\n---c\"",
    '{"a": "b\\/c"}', "{a: b}", "{a: }", "{'a': b}", "{a}", '{"a":b}', "[]", "{}", "", "a" * 1025 + ": b",
    "a: \u00a0b", "a:\u00a0b", "a: \x7f", "a: \u0080", "a: \uffff", "a: \x07", "\na: 1", "  a: 1\n  b: 2", "  a: 1\n b: 2",
]
TEXTS = (
    [f"a: [{word}]" for word in FLOW if word] + [f"a: {{{word}}}" for word in FLOW if word]
    + [f'a: [{word}, "b"]' for word in FLOW if word] + [f"a: {word}" for word in VALUES] + WHOLE
)

A, B = (f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}" for name in "ab")
JA, JB = ('{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s"}}' % name for name in "ab")
STREAMS = [
    f"{A}\n---\n{B}", f"{A}\r\n---\r\n{B}", f"{A}\r---\r{B}", f"{A}\n---\r{B}", f"{A}\u2028---\n{B}", f"{A}\u0085---\n{B}",
    f"{A}\n...\n{B}", f"{A}\n...\n---\n{B}", f"{A}\n...\n%YAML 1.1\n---\n{B}", f"---\n%YAML 1.1\n---\n{A}",
    f"{A}\n--- # c\n{B}", f"{A}\n---#\n{B}", f"{A}\n---\t\n{B}", f"{A}\n--- \n{B}", f"{A}\n ---\n{B}", f"{A}\n---\n---\n{B}",
    f"{A}\n--- {{kind: x}}\n", f"{A}\n---b: c\n", f"{A}\ndata: {{x: \"y\n---z\"}}", f"{A}\ndata: {{x: y\n---z}}",
    f"{A}\n---\n\ufeff{B}", f"{A}\n---\n\ufeff\ufeff{B}", f"{A}\n---\n# c\n\ufeff{B}", f"\ufeff---\n{A}", f"{A}\n\ufeff---\n{B}",
    JA + JB, f"{JA}\n{JB}", f"{JA}\n---\n{JB}", f"---\n{JA}\n---\n{JB}", f"{A}\n---\n{JB}", f"{JA}\n\ufeff{JB}", f"{JA}\n,{JB}",
    f"{A}\n---\n{JA}{JB}", f"~\n---\n{A}", f"# c\n---\n{A}\n---\n# c", f"---\n...\n---\n{A}", f"{A}\n...\n...\n---\n{B}",
]


def helm_readings():
    """What `fromYaml` and `fromYamlArray` make of the texts, all in one run."""
    with tempfile.TemporaryDirectory() as folder:
        chart = pathlib.Path(folder)
        (chart / "templates").mkdir()
        (chart / "texts").mkdir()
        (chart / "Chart.yaml").write_text("apiVersion: v2\nname: texts\nversion: 1.0.0\n")
        (chart / "templates/texts.yaml").write_text(
            '{{ range $path, $_ := .Files.Glob "texts/*" }}{{ $text := $.Files.Get $path }}\n'
            "# {{ $path }} {{ fromYaml $text | toJson | b64enc }} {{ fromYamlArray $text | toJson | b64enc }}\n"
            "{{ end }}\nkind: Texts\n")
        for number, text in enumerate(TEXTS):
            (chart / "texts" / f"{number:04}").write_bytes(text.encode())
        output = subprocess.run([HELM, "template", folder], stdout=subprocess.PIPE, check=True).stdout
    readings = {}
    for line in re.finditer(rb"# texts/(\d+) (\S*) (\S*)", output):
        mapping, array = (json.loads(base64.b64decode(line.group(n)) or b"null") for n in (2, 3))
        refused = "error converting YAML to JSON" in str(mapping.get("Error")) if mapping else False
        if mapping and "Error" in mapping and not refused:
            is_array = not (array and "cannot unmarshal" in str(array[0]))
            readings[int(line.group(1))] = {"value": array} if is_array else None
        else:
            readings[int(line.group(1))] = "error" if refused else {"value": mapping}
    return [readings[number] for number in range(len(TEXTS))]


def kubectl_readings():
    """What kubectl quotes of texts that are no objects, all in one run."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(TEXTS):
            (pathlib.Path(folder) / f"{number:04}.yaml").write_bytes(text.encode())
        errors = subprocess.run(
            [KUBECTL, "create", "--validate=false", "-f", "."], cwd=folder, stderr=subprocess.PIPE).stderr
    readings = [None] * len(TEXTS)
    for line in errors.decode(errors="replace").split("\n"):
        found = re.search(r"\b(\d{4})\.yaml", line)
        if not found or "cannot unmarshal" in line:
            continue
        quoted = re.search(r"Object 'Kind' is missing in '(.*)'$", line)
        readings[int(found.group(1))] = {"value": json.loads(quoted.group(1))} if quoted else "error"
    return readings


def kubectl_names(text):
    result = subprocess.run(
        [KUBECTL, "label", "--local", "--dry-run=client", "-f", "-", "a=b", "-o", "name"],
        input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return [line.split("/")[1] for line in result.stdout.decode().split()] if result.returncode == 0 else "error"


def pyyaml_reading(text):
    try:
        return {"value": plain(next(iter(yaml.safe_load_all(text)), None))}
    except Exception:
        return "error"


def plain(value):
    """The value, or its type when JSON has none for it."""
    if isinstance(value, dict):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, str)) or isinstance(value, float) and math.isfinite(value):
        return value
    return {"type": type(value).__name__}


texts = [
    {"yaml": text, "helm": helm, "kubectl": kubectl, "pyyaml": pyyaml_reading(text)}
    for text, helm, kubectl in zip(TEXTS, helm_readings(), kubectl_readings())
]
streams = [{"yaml": text, "kubectl": kubectl_names(text)} for text in STREAMS]
recording = (
    '{"texts": [\n' + ",\n".join(map(json.dumps, texts)) + '\n], "streams": [\n' + ",\n".join(map(json.dumps, streams)) + "\n]}\n"
)
if "--check" not in sys.argv:
    FILE.write_text(recording)
elif FILE.read_text() != recording:
    recorded = set(FILE.read_text().split("\n"))
    sys.exit("read otherwise than recorded:\n" + "\n".join(row for row in recording.split("\n") if row not in recorded))
