#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the hostile fixtures: each file is broken or malicious in one way, which its name says.

    generate.py          writes the small ones, which are committed, beside this script
    generate.py --big D  writes those of megabytes into the folder D, as the test does

`FAMILY.tsv` says what rolefit answers to each of a folder's files: the exit statuses of the
family's commands (`HostileFixtureTests.swift` has them), and what the first of them says.
"""
import base64, gzip, io, json, os, struct, sys, tarfile, zlib

GROUP = "rbac.authorization.k8s.io"
HEAD = f"apiVersion: {GROUP}/v1\nkind: ClusterRole\nmetadata:\n  name: agent\n"
RULE = "rules:\n- apiGroups: [\"\"]\n  resources: [pods]\n  verbs: [get]\n"
ROLE = HEAD + RULE
BINDING = f"""apiVersion: {GROUP}/v1
kind: ClusterRoleBinding
metadata:
  name: agent
roleRef:
  apiGroup: {GROUP}
  kind: ClusterRole
  name: agent
subjects:
- kind: ServiceAccount
  name: agent
  namespace: agents
"""
JSON_ROLE = {
    "apiVersion": f"{GROUP}/v1", "kind": "ClusterRole", "metadata": {"name": "agent"},
    "rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}],
}
files, big = {}, {}


def add(name, content):
    assert name not in files and name not in big, name
    files[name] = content.encode() if isinstance(content, str) else content


def add_big(name, make):
    big[name] = make


# YAML: syntax
def yaml_syntax():
    broken = {
        "unclosed-double-quote": 'a: "b\n', "unclosed-single-quote": "a: 'b\n",
        "unclosed-sequence": "a: [b\n", "unclosed-mapping": "a: {b: c\n",
        "closed-twice": "a: [b]]\n", "closed-wrongly": "a: [b}\n", "comma-first": "a: [, b]\n",
        "two-commas": "a: [b,, c]\n", "colon-in-plain": "a: b: c\n", "tab-indents": "a:\n\tb: c\n",
        "tab-before-dash": "a:\n\t- b\n", "tab-after-dash-indents": "a:\n-\tb: c\n\t  d: e\n",
        "dash-without-blank-in-mapping": "a: b\n- c\n", "indented-less": "a:\n    b: c\n  d: e\n",
        "key-without-colon": "a: b\nc\nd: e\n", "value-on-two-lines": "a: b\n c: d\n",
        "undefined-alias": "a: *b\n", "alias-to-itself": "a: &a [*a]\n", "empty-anchor": "a: & b\n",
        "empty-alias": "a: * b\n", "anchor-on-alias": "a: &a b\nc: &d *a\n",
        "two-anchors": "a: &a &b c\n", "two-tags": "a: !!str !!str b\n",
        "undeclared-tag-handle": "a: !e!b c\n", "unclosed-verbatim-tag": "a: !<tag:x b\n",
        "unknown-tag": "a: !python/object:os.system b\n", "binary-tag": "a: !!binary AAA=\n",
        "set-tag": "a: !!set {b, c}\n", "int-tag-on-word": "a: !!int b\n",
        "str-tag-on-mapping": "a: !!str {b: c}\n", "map-tag-on-scalar": "a: !!map b\n",
        "reserved-at": "a: @b\n", "reserved-backquote": "a: `b`\n", "percent-first": "a: %b\n",
        "bad-escape": 'a: "\\q"\n', "short-hex-escape": 'a: "\\x1"\n',
        "surrogate-escape": 'a: "\\ud800"\n', "escape-beyond-unicode": 'a: "\\U00110000"\n',
        "nul-escape": 'a: "b\\0c"\n', "block-scalar-bad-indicator": "a: |x\n  b\n",
        "block-scalar-two-indicators": "a: |11\n  b\n", "block-scalar-zero": "a: |0\n  b\n",
        "block-scalar-not-indented": "a: |2\n b\n", "directive-unknown": "%FOO bar\n---\na: b\n",
        "directive-yaml-2": "%YAML 2.0\n---\na: b\n", "directive-yaml-twice": "%YAML 1.1\n%YAML 1.1\n---\na: b\n",
        "directive-without-document": "%YAML 1.1\n", "directive-in-the-middle": "a: b\n%YAML 1.1\n---\nc: d\n",
        "directive-tag-broken": "%TAG !\n---\na: b\n", "complex-key": "? [a, b]\n: c\n",
        "mapping-as-key": "{{a: b}: c}\n", "sequence-as-key-in-flow": "{[a]: b}\n",
        "key-too-long": "k" * 1100 + ": b\n", "document-end-in-flow": "a: [b\n...\nc]\n",
        "document-start-in-flow": "a: [b\n---\nc]\n", "document-start-in-quote": "a: \"b\n---\nc\"\n",
        "merge-of-scalar": "a:\n  <<: b\n", "merge-of-list-of-scalars": "a:\n  <<: [b]\n",
        "merge-of-itself": "a: &a\n  <<: *a\n", "merge-twice": "a:\n  <<: {b: c}\n  <<: {d: e}\n",
    }
    for name, text in broken.items():
        at_start = text.startswith("%")
        body = text if at_start else HEAD + "x-" + text if text[0] in "ak" and not text.startswith("a: b\n%") else HEAD + text
        if at_start and "a: b" in text:
            body = text.replace("a: b\n", ROLE)
        if text.startswith(("a: b\n", "k", "a: &a b")):
            body = HEAD + text
        add(f"yaml-syntax/{name}.yaml", body if at_start else body + RULE)
    add("yaml-syntax/second-document-broken.yaml", ROLE + "---\n" + HEAD + "rules: [\n")
    add("yaml-syntax/first-document-broken.yaml", HEAD + "rules: [\n---\n" + ROLE)
    add("yaml-syntax/only-markers.yaml", "---\n---\n...\n---\n")
    add("yaml-syntax/only-comment.yaml", "# nothing\n")
    add("yaml-syntax/empty.yaml", "")
    add("yaml-syntax/only-blanks.yaml", "   \n\n  \n")
    add("yaml-syntax/scalar-document.yaml", "hello\n")
    add("yaml-syntax/list-document.yaml", "- " + ROLE.replace("\n", "\n  ").rstrip() + "\n")
    add("yaml-syntax/null-document.yaml", "null\n")
    add("yaml-syntax/go-template.yaml", "{{ if .Values.rbac }}\n" + ROLE + "{{ end }}\n")
    add("yaml-syntax/conflict-markers.yaml", HEAD + "<<<<<<< HEAD\nrules: []\n=======\n" + RULE + ">>>>>>> other\n")
    add("yaml-syntax/xml.yaml", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>\n")
    add("yaml-syntax/duplicate-kind.yaml", ROLE + "kind: Pod\n")
    add("yaml-syntax/duplicate-rules.yaml", ROLE + "rules: []\n")
    add("yaml-syntax/duplicate-api-version.yaml", ROLE + "apiVersion: v1\n")
    add("yaml-syntax/duplicate-name.yaml", HEAD + "  name: other\n" + RULE)
    add("yaml-syntax/duplicate-verbs.yaml", ROLE + "  verbs: ['*']\n")
    add("yaml-syntax/duplicate-by-escape.yaml", ROLE + "\"kin\\x64\": Pod\n")
    add("yaml-syntax/merged-verbs.yaml", "x: &x {verbs: ['*']}\n" + HEAD + "rules:\n- <<: *x\n  apiGroups: ['*']\n  resources: ['*']\n")


# YAML: bytes
def yaml_encoding():
    add("yaml-encoding/nul-byte.yaml", HEAD.encode() + b"x: a\0b\n" + RULE.encode())
    add("yaml-encoding/only-nul.yaml", b"\0" * 64)
    add("yaml-encoding/latin-1.yaml", ROLE.replace("agent", "ägent").encode("latin-1"))
    for name, raw in {
        "lone-continuation": b"\x80", "overlong-slash": b"\xc0\xaf", "surrogate": b"\xed\xa0\x80",
        "beyond-unicode": b"\xf4\x90\x80\x80", "cut-sequence": b"\xe2\x82", "five-bytes": b"\xf8\x88\x80\x80\x80",
        "ff": b"\xff", "escape-character": b"\x1b[31m", "bell": b"\x07", "delete": b"\x7f",
        "c1-control": b"\xc2\x9b31m", "byte-order-mark-inside": b"\xef\xbb\xbf", "fffe": b"\xef\xbf\xbe",
    }.items():
        add(f"yaml-encoding/{name}-in-name.yaml", ROLE.encode().replace(b"agent", b"ag" + raw + b"ent"))
    add("yaml-encoding/invalid-in-comment.yaml", b"# \xff\n" + ROLE.encode())
    add("yaml-encoding/utf-16-le.yaml", b"\xff\xfe" + ROLE.replace("[get]", "[gets]").encode("utf-16-le"))
    add("yaml-encoding/utf-16-be.yaml", b"\xfe\xff" + ROLE.replace("[get]", "[gets]").encode("utf-16-be"))
    add("yaml-encoding/utf-16-without-mark.yaml", ROLE.encode("utf-16-le"))
    add("yaml-encoding/utf-16-odd-length.yaml", b"\xff\xfe" + ROLE.encode("utf-16-le") + b"x")
    add("yaml-encoding/utf-16-lone-surrogate.yaml", b"\xff\xfe" + ROLE.encode("utf-16-le") + b"\x00\xd8")
    add("yaml-encoding/utf-32.yaml", ROLE.encode("utf-32"))
    add("yaml-encoding/two-byte-order-marks.yaml", b"\xef\xbb\xbf\xef\xbb\xbf" + ROLE.encode())
    add("yaml-encoding/mark-alone.yaml", b"\xef\xbb\xbf")
    add("yaml-encoding/cr-only.yaml", ROLE.replace("[get]", "[gets]").replace("\n", "\r"))
    add("yaml-encoding/mixed-line-ends.yaml", ROLE.replace("[get]", "[gets]").replace("\n", "\r\n", 3))
    add("yaml-encoding/line-separator-in-name.yaml", ROLE.replace("agent", "ag\u2028ent"))
    add("yaml-encoding/next-line-in-name.yaml", ROLE.replace("agent", "ag\u0085ent"))
    for name, char in {
        "right-to-left-override": "\u202e", "arabic-letter-mark": "\u061c", "zero-width-space": "\u200b",
        "zero-width-joiner": "\u200d", "soft-hyphen": "\u00ad", "tag-character": "\U000e0041",
        "isolate": "\u2066", "no-break-space": "\u00a0",
    }.items():
        add(f"yaml-encoding/{name}-in-name.yaml", ROLE.replace("agent", f"ag{char}nt"))
    add("yaml-encoding/escaped-escape-in-name.yaml", ROLE.replace("name: agent", 'name: "a\\e[31mb"'))
    add("yaml-encoding/escaped-line-feed-in-name.yaml", ROLE.replace("name: agent", 'name: "a\\n::error::forged"'))
    add("yaml-encoding/cyrillic-kind.yaml", ROLE.replace("ClusterRole", "Clust\u0435rRole"))
    add("yaml-encoding/fullwidth-colon.yaml", ROLE.replace("kind:", "kind\uff1a"))
    add("yaml-encoding/no-break-space-indent.yaml", ROLE.replace("  name", "\u00a0\u00a0name"))


# YAML: small texts that stand for much
def yaml_bombs():
    levels = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 9) + "]\n" for n in range(1, 10))
    add("yaml-bombs/billion-laughs.yaml", levels + ROLE)
    add("yaml-bombs/billion-laughs-in-verbs.yaml", levels + HEAD + "rules:\n- {apiGroups: [''], resources: [pods], verbs: *a9}\n")
    add("yaml-bombs/quadratic-aliases.yaml", "a: &a [" + "x, " * 2000 + "]\nb: [" + "*a, " * 2000 + "]\n" + ROLE)
    merges = "m0: &m0 {k0: v}\n" + "".join(
        f"m{n}: &m{n}\n  <<: [*m{n - 1}, *m{n - 1}]\n  k{n}: v\n" for n in range(1, 40))
    add("yaml-bombs/merge-doubling.yaml", merges + ROLE)
    add("yaml-bombs/nested-flow-sequences.yaml", HEAD + "x: " + "[" * 3000 + "]" * 3000 + "\n" + RULE)
    add("yaml-bombs/nested-flow-mappings.yaml", HEAD + "x: " + "{a: " * 3000 + "}" * 3000 + "\n" + RULE)
    add("yaml-bombs/nested-unclosed.yaml", HEAD + "x: " + "[" * 3000)
    add("yaml-bombs/nested-block-sequences.yaml", HEAD + "x:\n" + "- " * 3000 + "a\n" + RULE)
    add("yaml-bombs/nested-block-mappings.yaml", HEAD + "x:\n" + "".join(" " * n + "a:\n" for n in range(1, 250)) + RULE)
    add("yaml-bombs/nested-lists-of-objects.yaml", '{"apiVersion": "v1", "kind": "List", "items": [' * 200 + "]}" * 200)
    add("yaml-bombs/rule-of-a-billion-combinations.yaml", HEAD + "rules:\n- apiGroups: [" + ", ".join(f"g{n}" for n in range(1000))
        + "]\n  resources: [" + ", ".join(f"r{n}" for n in range(1000)) + "]\n  verbs: [" + ", ".join(f"v{n}" for n in range(1000)) + "]\n")
    add("yaml-bombs/aliased-rule.yaml", HEAD + "rules:\n- &r {apiGroups: [''], resources: [pods], verbs: [get]}\n" + "- *r\n" * 3000)
    add("yaml-bombs/many-anchors.yaml", HEAD + "x:\n" + "".join(f"- &n{n} a\n" for n in range(5000)) + RULE)
    add("yaml-bombs/many-empty-documents.yaml", "---\n" * 20000)
    add("yaml-bombs/many-comments.yaml", "#\n" * 20000)
    add_big("yaml-bombs/spaces-20-mb.yaml", lambda: b" " * 20_000_000)
    add_big("yaml-bombs/line-feeds-20-mb.yaml", lambda: b"\n" * 20_000_000)
    add_big("yaml-bombs/comment-20-mb.yaml", lambda: b"#" * 20_000_000)
    add_big("yaml-bombs/dashes-10-mb.yaml", lambda: b"-" * 10_000_000)
    add_big("yaml-bombs/unclosed-quote-10-mb.yaml", lambda: b'a: "' + b"x" * 10_000_000)
    add_big("yaml-bombs/name-of-1-mb.yaml", lambda: ROLE.replace("agent", "a" * 1_000_000).encode())
    add_big("yaml-bombs/verb-of-1-mb.yaml", lambda: ROLE.replace("get", "g" * 1_000_000).encode())
    add_big("yaml-bombs/opening-brackets-1-mb.yaml", lambda: b"[" * 1_000_000)
    add_big("yaml-bombs/opening-braces-1-mb.json", lambda: b'{"a":' * 200_000)


# A wrong value in every field that is read
def fields():
    odd = {
        "null": "null", "number": "1", "float": "1.5", "bool": "true", "text": "text", "empty": "''",
        "list": "[a]", "mapping": "{a: b}", "list-of-lists": "[[a]]", "list-of-mappings": "[{a: b}]",
        "list-of-null": "[null]", "list-of-numbers": "[1, 0x1F, 1e3]", "list-of-bools": "[yes, true]",
        "huge-number": "9" * 400, "infinity": ".inf", "not-a-number": ".nan", "date": "2026-01-01",
        "binary": "!!binary QQ==", "local-tag": "!x a",
    }
    for name, value in odd.items():
        for field in ("rules", "metadata"):
            if field == "rules" and name in ("null",):
                continue
            text = HEAD + f"rules: {value}\n" if field == "rules" else \
                f"apiVersion: {GROUP}/v1\nkind: ClusterRole\nmetadata: {value}\n" + RULE
            add(f"fields/{field}-{name}.yaml", text)
    wrong = ["number", "bool", "text", "mapping", "list-of-lists", "list-of-null", "list-of-numbers", "huge-number", "binary"]
    # A null in a list is an empty string to Go's decoder, and so the core group.
    missing = {("apiGroups", "list-of-null")}
    for field in ("apiGroups", "resources", "verbs", "resourceNames", "nonResourceURLs"):
        for name in wrong:
            if (field, name) in missing:
                continue
            rule = {"apiGroups": "['']", "resources": "[pods]", "verbs": "[get]"}
            rule[field] = odd[name]
            add(f"fields/{field}-{name}.yaml", HEAD + "rules:\n- " + "\n  ".join(f"{k}: {v}" for k, v in rule.items()) + "\n")
    for field in ("name", "namespace", "labels", "annotations"):
        for name in ("number", "list", "mapping" if field in ("name", "namespace") else "text", "empty" if field == "name" else "bool"):
            text = f"apiVersion: {GROUP}/v1\nkind: ClusterRole\nmetadata:\n" + ("" if field == "name" else "  name: agent\n")
            add(f"fields/metadata-{field}-{name}.yaml", text + f"  {field}: {odd[name]}\n" + RULE)
    add("fields/annotation-number.yaml", HEAD + "  annotations: {a: 1}\n" + RULE)
    add("fields/label-list.yaml", HEAD + "  labels: {a: [b]}\n" + RULE)
    for field in ("roleRef", "subjects"):
        for name in ("number", "text", "mapping" if field == "subjects" else "list", "list-of-lists", "null"):
            lines, skip = [], False
            for line in BINDING.splitlines():
                if line.startswith(field + ":"):
                    lines.append(f"{field}: {odd[name]}")
                    skip = True
                elif skip and line[0] in " -":
                    continue
                else:
                    skip = False
                    lines.append(line)
            add(f"fields/{field}-{name}.yaml", "\n".join(lines) + "\n")
    for old, new, name in (
        ("kind: ClusterRole\n  name", "kind: Role\n  name", "roleRef-of-a-role-cluster-wide"),
        ("kind: ClusterRole\n  name", "kind: clusterrole\n  name", "roleRef-kind-in-lower-case"),
        (f"apiGroup: {GROUP}", "apiGroup: v1", "roleRef-group-wrong"),
        ("kind: ServiceAccount", "kind: Serviceaccount", "subject-kind-misspelt"),
        ("  namespace: agents\n", "", "subject-without-namespace"),
        ("name: agent\n  namespace", "name: ''\n  namespace", "subject-without-name"),
        ("name: agent\n  namespace", "name: Agent_1\n  namespace", "subject-name-impossible"),
        ("name: agent\n  namespace", "name: ../../etc\n  namespace", "subject-name-leads-up"),
    ):
        assert old in BINDING, name
        add(f"fields/{name}.yaml", BINDING.replace(old, new))
    for name, value in {"leads-up": "../../x", "slash": "a/b", "percent": "a%2fb", "dot": "'.'", "two-dots": "'..'"}.items():
        add(f"fields/name-{name}.yaml", ROLE.replace("name: agent", f"name: {value}"))
    for name, text in {
        "selectors-text": "clusterRoleSelectors: a", "selectors-list-of-text": "clusterRoleSelectors: [a]",
        "labels-list": "clusterRoleSelectors: [{matchLabels: [a]}]", "label-number": "clusterRoleSelectors: [{matchLabels: {a: 1}}]",
        "operator-unknown": "clusterRoleSelectors: [{matchExpressions: [{key: a, operator: Near, values: [b]}]}]",
        "values-missing": "clusterRoleSelectors: [{matchExpressions: [{key: a, operator: In}]}]",
        "expressions-mapping": "clusterRoleSelectors: [{matchExpressions: {key: a}}]",
    }.items():
        add(f"fields/aggregation-{name}.yaml", HEAD + "aggregationRule:\n  " + text + "\nrules: []\n")


# What no API server has
def types():
    for name, (version, kind) in {
        "kind-plural": (f"{GROUP}/v1", "ClusterRoles"), "kind-lower-case": (f"{GROUP}/v1", "clusterrole"),
        "kind-empty": (f"{GROUP}/v1", "''"), "kind-null": (f"{GROUP}/v1", "null"), "kind-number": (f"{GROUP}/v1", "7"),
        "kind-list": (f"{GROUP}/v1", "[ClusterRole]"), "kind-of-another-group": (f"{GROUP}/v1", "Pod"),
        "group-upper-case": (f"{GROUP.upper()}/v1", "ClusterRole"), "group-misspelt": ("rbac.authorisation.k8s.io/v1", "ClusterRole"),
        "group-missing": ("v1", "ClusterRole"), "version-upper-case": (f"{GROUP}/V1", "ClusterRole"),
        "version-unknown": (f"{GROUP}/v9", "ClusterRole"), "version-beta": (f"{GROUP}/v1beta1", "ClusterRole"),
        "version-missing": (GROUP, "ClusterRole"), "api-version-empty": ("''", "ClusterRole"), "api-version-null": ("null", "ClusterRole"),
        "api-version-number": ("1", "ClusterRole"), "api-version-with-blank": (f"' {GROUP}/v1'", "ClusterRole"),
        "api-version-two-slashes": (f"{GROUP}/v1/x", "ClusterRole"),
    }.items():
        add(f"types/{name}.yaml", f"apiVersion: {version}\nkind: {kind}\nmetadata:\n  name: agent\n" + RULE)
    add("types/kind-missing.yaml", ROLE.replace("kind: ClusterRole\n", ""))
    add("types/api-version-missing.yaml", ROLE.split("\n", 1)[1])
    for name, items in {"text": "abc", "number": "1", "mapping": "{a: b}", "of-text": "[abc]", "of-null": "[null]", "of-lists": "[[]]",
                        "of-half-objects": "[{apiVersion: v1}]"}.items():
        add(f"types/list-items-{name}.yaml", f"apiVersion: v1\nkind: List\nitems: {items}\n")
    add("types/list-without-items.yaml", "apiVersion: v1\nkind: List\n")
    add("types/list-kind-lower-case.yaml", f"apiVersion: {GROUP}/v1\nkind: clusterrolelist\nitems: []\n")


# JSON
def json_syntax():
    good = json.dumps(JSON_ROLE)
    for name, text in {
        "cut": good[:-20], "cut-in-string": good[:40], "cut-in-escape": good[:31] + "\\u00", "trailing-brace": good + "}",
        "trailing-text": good + " x", "two-objects": good + "\n" + good.replace("get", "gets"), 
        "comment": "{ /* a */" + good[1:], "line-comment": "{ // a\n" + good[1:], 
        "missing-colon": good.replace(": ", " ", 1),
        "missing-comma": good.replace(", ", " ", 1), "control-in-string": good.replace("agent", "a\x01b"),
        "bad-escape": good.replace("agent", "a\\qb"),
        "short-unicode-escape": good.replace("agent", "a\\u12"), "lone-high-surrogate": good.replace("agent", "a\\ud800"),
        "lone-low-surrogate": good.replace("agent", "a\\udc00"), "swapped-surrogates": good.replace("agent", "a\\udc00\\ud800"),
        "nul-in-name": good.replace("agent", "a\\u0000b"), "duplicate-kind": good[:-1] + ', "kind": "Pod"}',
        "duplicate-by-escape": good[:-1] + ', "\\u006bind": "Pod"}', "empty-key": good[:-1] + ', "": 1}',
        "leading-zero": good[:-1] + ', "x": 01}', "plus-number": good[:-1] + ', "x": +1}', "bare-point": good[:-1] + ', "x": .5}',
        "point-at-end": good[:-1] + ', "x": 1.}', "exponent-empty": good[:-1] + ', "x": 1e}', "hexadecimal": good[:-1] + ', "x": 0x1F}',
        "infinity": good[:-1] + ', "x": Infinity}', "not-a-number": good[:-1] + ', "x": NaN}', "huge-exponent": good[:-1] + ', "x": 1e999999999}',
        "huge-number": good[:-1] + ', "x": ' + "9" * 5000 + "}", "literal-upper-case": good[:-1] + ', "x": True}',
        "literal-cut": good[:-1] + ', "x": tru}', "nested-lists": good[:-1] + ', "x": ' + "[" * 3000 + "]" * 3000 + "}",
        "nested-objects": good[:-1] + ', "x": ' + '{"a":' * 3000 + "1" + "}" * 3000 + "}", "only-open": "{", "only-close": "}",
        "only-bracket": "[", "only-quote": '"', "top-level-list": "[" + good + "]", "top-level-text": '"ClusterRole"',
        "tab-indented": json.dumps({**JSON_ROLE, "kind": "clusterrole"}, indent="\t"), "wrong-bracket": good[:-1] + "]",
    }.items():
        add(f"json/{name}.json", text)
    add("json/invalid-utf-8.json", good.encode().replace(b"agent", b"a\xffb"))
    add("json/byte-order-mark-twice.json", b"\xef\xbb\xbf\xef\xbb\xbf" + good.encode())
    add("json/nul-after.json", good.encode() + b"\0")


# Charts: the archive's own faults
def tar(entries, **options):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", **options) as archive:
        for name, content, changes in entries:
            info = tarfile.TarInfo(name)
            data = content.encode() if isinstance(content, str) else content
            info.size = len(data)
            for key, value in changes.items():
                setattr(info, key, value)
            archive.addfile(info, io.BytesIO(data) if info.isreg() else None)
    return out.getvalue()


CHART = [("chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n", {}), ("chart/values.yaml", "a: b\n", {})]


def pack(data):
    return gzip.compress(data, mtime=0)


def archives():
    whole = tar(CHART)
    packed = pack(whole)
    extra = lambda name, content="", **changes: pack(tar(CHART + [(name, content, changes)]))
    for name, data in {
        "empty": b"", "not-gzip": whole, "text": b"hello\n", "cut-header": packed[:5], "cut-data": packed[:len(packed) // 2],
        "cut-trailer": packed[:-4], "wrong-checksum": packed[:-8] + b"\0\0\0\0" + packed[-4:],
        "wrong-length": packed[:-4] + b"\xff\xff\xff\x7f", "trailing-bytes": packed + b"x", "reserved-flags": packed[:3] + b"\xe0" + packed[4:],
        "unknown-method": packed[:2] + b"\x09" + packed[3:], "damaged-data": packed[:20] + b"\xff" * 8 + packed[28:],
        "empty-member": pack(b""), "zip": b"PK\x03\x04" + b"\0" * 60, "bzip2": b"BZh91AY&SY" + b"\0" * 40,
        "cut-tar-header": pack(whole[:300]), "cut-tar-content": pack(whole[:700]), "wrong-tar-checksum": pack(b"x" + whole[1:]),
        "zeros": pack(b"\0" * 4096), "no-chart": pack(tar([("chart/values.yaml", "a: b\n", {})])),
        "chart-at-top": pack(tar([("Chart.yaml", CHART[0][1], {})])), "leads-up": extra("chart/../../etc/passwd", "x"),
        "absolute-path": extra("/etc/passwd", "x"), "backslashes-lead-up": extra("chart\\..\\..\\x", "x"),
        "nul-in-name": pack(whole.replace(b"chart/values", b"chart/va\0ues")), "symlink-out": extra("chart/link", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        "symlink-is-values": pack(tar([CHART[0], ("chart/values.yaml", "", {"type": tarfile.SYMTYPE, "linkname": "../../../etc/passwd"})])),
        "hardlink-out": extra("chart/hard", type=tarfile.LNKTYPE, linkname="/etc/passwd"), "fifo": extra("chart/fifo", type=tarfile.FIFOTYPE),
        "device": extra("chart/zero", type=tarfile.CHRTYPE), "folder-is-chart-yaml": pack(tar([("chart/Chart.yaml", "", {"type": tarfile.DIRTYPE})])),
        "chart-yaml-broken": pack(tar([("chart/Chart.yaml", "name: [\n", {})])), "chart-yaml-list": pack(tar([("chart/Chart.yaml", "[]\n", {})])),
        "values-broken": pack(tar([CHART[0], ("chart/values.yaml", "a: {b\n", {})])), "values-list": pack(tar([CHART[0], ("chart/values.yaml", "- a\n", {})])),
        "chart-twice": pack(tar(CHART + [("chart/Chart.yaml", "name: other\nversion: 2.0.0\n", {})])),
        "carried-catalog-broken": extra("chart/files/rolefit.yaml", "schemaVersion: [\n"), "carried-catalog-empty": extra("chart/files/rolefit.yaml", ""),
        "long-name-gnu": pack(tar(CHART + [("chart/" + "n" * 5000, "x", {})], format=tarfile.GNU_FORMAT)),
        "long-name-pax": pack(tar(CHART + [("chart/" + "n" * 5000, "x", {})], format=tarfile.PAX_FORMAT)),
        "pax-size-lies": pack(tar(CHART + [("chart/a", "x", {"pax_headers": {"size": "999999999999"}})], format=tarfile.PAX_FORMAT)),
        "pax-path-leads-up": pack(tar(CHART + [("chart/a", "x", {"pax_headers": {"path": "../../x"}})], format=tarfile.PAX_FORMAT)),
        "pax-record-broken": pack(tar(CHART + [("chart/a", "x", {"pax_headers": {"comment": "y"}})], format=tarfile.PAX_FORMAT).replace(b" comment=y", b"9comment=y")),
        "size-negative": pack(tar(CHART[:1]) [:124] + b"-0000000001\0" + tar(CHART[:1])[136:]),
        "size-base-256": pack(tar(CHART[:1])[:124] + b"\x80" + b"\x7f" * 11 + tar(CHART[:1])[136:]),
        "sparse": extra("chart/sparse", type=b"S"), "unknown-type": extra("chart/x", type=b"Z"),
    }.items():
        add(f"archives/{name}.tgz", data)
    add("archives/bomb-of-200-mb.tgz", zlib_bomb(200 << 20))
    add_big("archives/many-entries.tgz", lambda: pack(tar(CHART + [(f"chart/{n}", "", {}) for n in range(120_000)])))


def zlib_bomb(size):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as file:
        for _ in range(size >> 20):
            file.write(b"\0" * (1 << 20))
    return out.getvalue()


# Helm releases: what data.release of a Secret holds
def releases():
    release = {"name": "agent", "chart": {"metadata": {"name": "chart", "version": "1.0.0"}, "files": []}, "config": {"a": "b"}}
    text = json.dumps(release).encode()
    two = lambda data: base64.b64encode(base64.b64encode(data))
    packed = gzip.compress(text, mtime=0)
    for name, data in {
        "empty": b"", "not-base64": b"***", "base64-once": base64.b64encode(packed), "inner-not-base64": base64.b64encode(b"***"),
        "padding-missing": two(packed).rstrip(b"="), "not-gzip": two(b"hello"), "gzip-cut": two(packed[:30]), "gzip-damaged": two(packed[:-8] + b"\0" * 8),
        "gzip-of-nothing": two(gzip.compress(b"", mtime=0)), "bomb": two(zlib_bomb(100 << 20)), "json-cut": two(gzip.compress(text[:40], mtime=0)),
        "json-list": two(gzip.compress(b"[]", mtime=0)), "json-null": two(gzip.compress(b"null", mtime=0)), "binary": two(gzip.compress(bytes(range(256)), mtime=0)),
        "chart-missing": two(gzip.compress(b'{"name": "a"}', mtime=0)), "chart-text": two(gzip.compress(b'{"chart": "a"}', mtime=0)),
        "name-number": two(gzip.compress(b'{"chart": {"metadata": {"name": 1, "version": 2}}}', mtime=0)),
        "nested": two(gzip.compress(b"[" * 5000, mtime=0)),
    }.items():
        add(f"releases/{name}.txt", data)


CATALOG = """schemaVersion: 1
version: 1.0.0
agent: {name: a, title: A, newest: 1.0.0, namespace: a, serviceAccount: a}
actions:
- id: get:pod
  title: Get
  summary: gets pods
  access: read
  evidence: [x]
  steps:
  - why: to get
    request: {verb: get, apiGroup: "", resource: pods}
"""


def catalogs():
    for name, text in {
        "empty": "", "text": "catalog\n", "list": "- a\n", "broken": CATALOG + "a: [\n", "version-99": CATALOG.replace("schemaVersion: 1", "schemaVersion: 99"),
        "version-text": CATALOG.replace("schemaVersion: 1", "schemaVersion: one"), "version-missing": CATALOG.split("\n", 1)[1],
        "agent-missing": CATALOG.replace("agent:", "x:"), "agent-text": CATALOG.replace("{name: a, title: A, newest: 1.0.0, namespace: a, serviceAccount: a}", "a"),
        "actions-mapping": CATALOG.split("actions:")[0] + "actions: {a: b}\n", "actions-of-text": CATALOG.split("actions:")[0] + "actions: [a]\n",
        "id-without-colon": CATALOG.replace("get:pod", "getpod"), "id-with-escape": CATALOG.replace("id: get:pod", 'id: "get:\\e[31mpod"'),
        "id-twice": CATALOG + CATALOG.split("actions:\n")[1], "access-unknown": CATALOG.replace("access: read", "access: root"),
        "verb-missing": CATALOG.replace("verb: get, ", ""), "verb-list": CATALOG.replace("verb: get", "verb: [get]"), "resource-unknown": CATALOG.replace("resource: pods", "resource: pots"),
        "scope-unknown": CATALOG.replace("resource: pods}", "resource: pods, scope: moon}"), "key-unknown": CATALOG + "sudo: true\n",
        "key-with-escape": CATALOG + '"a\\e]0;title\\ab": 1\n', "requires-itself": CATALOG.replace("  access:", "  requires: [get:pod]\n  access:"),
        "requires-unknown": CATALOG.replace("  access:", "  requires: [no:where]\n  access:"), "steps-empty": CATALOG.split("  steps:")[0] + "  steps: []\n",
        "set-of-itself": CATALOG + "sets: {a: {title: A, actions: [a]}}\n", "set-cycle": CATALOG + "sets: {a: {title: A, actions: [b]}, b: {title: B, actions: [a]}}\n",
        "newest-no-version": CATALOG.replace("newest: 1.0.0", "newest: latest"), "title-with-line-feed": CATALOG.replace("title: Get", 'title: "Get\\nrules: []"'),
        "duplicate-key": CATALOG + "version: 2.0.0\n", "template-unclosed": CATALOG.replace("resource: pods}", 'resource: pods, name: "{x"}'),
    }.items():
        add(f"catalogs/{name}.yaml", text)


def configurations():
    for name, text in {
        "text": "rolefit\n", "list": "- a\n", "broken": "a: [\n", "unknown-option": "sudo: true\n", "unknown-with-escape": '"a\\e[2Jb": true\n',
        "kube-version-word": "kube-version: newest-of-all\n", "kube-version-list": "kube-version: [1.30, 1.31]\n", "kube-version-mapping": "kube-version: {a: b}\n",
        "actions-unknown": "actions: fly:moon\n", "targets-text": "targets: a\n", "targets-of-text": "targets: [a]\n", "target-without-name": "targets:\n- actions: none\n",
        "target-twice": "targets:\n- name: a\n- name: a\n", "option-twice": "actions: none\nactions: all\n", "lint-text": "lint: a\n", "lint-rule-unknown": "lint:\n  ignore: [no-such-rule]\n",
        "lint-fail-on-unknown": "lint:\n  fail-on: sometimes\n", "catalog-missing": "catalog: /nonexistent/catalog.yaml\n", "catalog-is-folder": "catalog: /\n",
        "catalog-is-device": "catalog: /dev/zero\n", "null-byte-path": 'catalog: "a\\0b"\n', "option-mapping": "actions: {a: b}\n", "service-account-word": "service-account: agent\n",
    }.items():
        add(f"configurations/{name}.yaml", text)


def values():
    for name, text in {
        "text": "hello\n", "list": "- a\n", "broken": "watcher: {\n", "empty": "", "section-text": "watcher: a\n", "section-list": "watcher: [a]\n",
        "actions-text": "watcher:\n  actions: all\n", "switch-text": "watcher:\n  actions:\n    basic: 'on'\n", "switch-number": "watcher:\n  actions:\n    basic: 1\n",
        "switch-list": "watcher:\n  actions:\n    basic: [true]\n", "switch-misspelt": "watcher:\n  actions:\n    bacis: true\n", "manifest": ROLE,
        "alias-bomb": "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [" + ",".join([f"*{chr(97 + n)}"] * 9) + "]\n" for n in range(9)),
        "invalid-utf-8": b"watcher:\n  name: \xff\n", "two-documents": "a: b\n---\nwatcher: {actions: {basic: true}}\n",
    }.items():
        add(f"values/{name}.yaml", text)


def baselines():
    entry = '{"rule": "a", "message": "b"'
    for name, text in {
        "empty": "", "text": "x", "list": "[]", "broken": '{"schemaVersion": 1', "version-2": '{"schemaVersion": 2, "findings": []}', "version-missing": '{"findings": []}',
        "findings-missing": '{"schemaVersion": 1}', "findings-mapping": '{"schemaVersion": 1, "findings": {}}', "entry-text": '{"schemaVersion": 1, "findings": ["a"]}',
        "entry-without-rule": '{"schemaVersion": 1, "findings": [{"message": "b"}]}', "count-zero": '{"schemaVersion": 1, "findings": [' + entry + ', "count": 0}]}',
        "count-negative": '{"schemaVersion": 1, "findings": [' + entry + ', "count": -1}]}', "count-huge": '{"schemaVersion": 1, "findings": [' + entry + ', "count": 99999999999999999999}]}',
        "count-text": '{"schemaVersion": 1, "findings": [' + entry + ', "count": "many"}]}', "a-sarif-report": '{"version": "2.1.0", "runs": []}',
    }.items():
        add(f"baselines/{name}.json", text)


DENIAL = 'Error from server (Forbidden): pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "a"'


def denials():
    for name, text in {
        "empty": "", "no-denial": "all is well\n", "cut-in-user": DENIAL[:70], "cut-in-resource": DENIAL[:95], "cut-in-group": DENIAL[:110], "cut-in-namespace": DENIAL[:-3],
        "escape-in-user": DENIAL.replace("jane", "ja\x1b[31mne"), "line-feed-in-user": DENIAL.replace("jane", "ja\nne"), "bidi-in-user": DENIAL.replace("jane", "ja\u202ene"),
        "quote-in-user": DENIAL.replace("jane", 'ja"ne'), "escaped-json": json.dumps({"message": DENIAL}), "escaped-twice": json.dumps(json.dumps({"message": DENIAL})),
        "verb-unknown": DENIAL.replace("list", "teleport"), "resource-unknown": DENIAL.replace('"pods"', '"pots"'), "user-empty": DENIAL.replace("jane", ""),
        "user-of-100-kb": DENIAL.replace("jane", "j" * 100_000), "resource-with-slashes": DENIAL.replace('"pods"', '"a/b/c/d"'),
        "rules-huge": DENIAL + " to be removed: " + "{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"get\"]} " * 500, "nul-bytes": DENIAL.replace(" ", "\0"),
    }.items():
        add(f"denials/{name}.txt", text)
    add("denials/invalid-utf-8.txt", DENIAL.encode().replace(b"jane", b"ja\xffne"))
    add("denials/utf-16.txt", b"\xff\xfe" + DENIAL.encode("utf-16-le"))
    add("denials/quotes.txt", '"' * 50_000)
    add("denials/forbidden-words.txt", "is forbidden: User " * 5_000)
    add("denials/backslashes.txt", "\\" * 100_000)


REVIEW = '{"user":"jane","resourceAttributes":{"verb":"get","resource":"pods","namespace":"a"}}'


def reviews():
    for name, text in {
        "cut": REVIEW[:-5], "text": "hello", "list": "[" + REVIEW + "]", "number": "1", "null": "null", "two-on-a-line": REVIEW + REVIEW, "yaml": "user: jane",
        "user-missing": REVIEW.replace('"user":"jane",', ""), "user-number": REVIEW.replace('"jane"', "1"), "user-list": REVIEW.replace('"jane"', "[]"), "groups-text": REVIEW[:-1] + ',"groups":"a"}',
        "groups-of-numbers": REVIEW[:-1] + ',"groups":[1]}', "attributes-missing": '{"user":"jane"}', "attributes-text": '{"user":"jane","resourceAttributes":"a"}',
        "attributes-both": REVIEW[:-1] + ',"nonResourceAttributes":{"verb":"get","path":"/a"}}', "verb-number": REVIEW.replace('"get"', "1"), "verb-null": REVIEW.replace('"get"', "null"),
        "path-number": '{"user":"jane","nonResourceAttributes":{"verb":"get","path":1}}', "trailing-comma": REVIEW[:-1] + ",}", "duplicate-user": REVIEW[:-1] + ',"user":"root"}',
        "duplicate-verb": REVIEW.replace('"verb":"get"', '"verb":"get","verb":"delete"'), "lone-surrogate": REVIEW.replace("jane", "\\ud800"), "control-character": REVIEW.replace("jane", "ja\x01ne"),
        "nested": "[" * 3000, "second-line-broken": REVIEW + "\n" + REVIEW[:-1], "user-of-escapes": REVIEW.replace("jane", "\\u001b[31m\\u202e\\n"), "unknown-key": REVIEW[:-1] + ',"sudo":true}',
        "blank-lines": "\n\n" + REVIEW + "\n\n", "carriage-return-inside": REVIEW.replace(",", ",\r"),
    }.items():
        add(f"reviews/{name}.jsonl", text + "\n")
    add("reviews/invalid-utf-8.jsonl", REVIEW.encode().replace(b"jane", b"ja\xffne") + b"\n")
    add("reviews/nul.jsonl", b"\0\n")
    add_big("reviews/line-of-3-mb.jsonl", lambda: REVIEW.replace("jane", "j" * 3_000_000).encode() + b"\n")


# What an API server's answer for the ClusterRoles may be
def lists():
    listing = lambda **changes: json.dumps({"kind": "ClusterRoleList", "apiVersion": f"{GROUP}/v1", "metadata": {}, "items": [], **changes})
    for name, text in {
        "empty": "", "text": "hello", "html": "<html><body>Login</body></html>", "cut": listing()[:-3], "items-null": listing(items=None), "items-text": listing(items="a"),
        "items-mapping": listing(items={}), "items-of-text": listing(items=["a"]), "items-of-null": listing(items=[None]), "items-missing": '{"kind": "ClusterRoleList", "apiVersion": "v1"}',
        "status": '{"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "etcd is gone"}', "status-success": '{"kind": "Status", "apiVersion": "v1", "status": "Success"}',
        "another-kind": '{"kind": "Pod", "apiVersion": "v1"}', "kind-missing": '{"items": []}', "same-continue": listing(metadata={"continue": "again"}), "nested": "[" * 5000, "null": "null",
        "message-with-escapes": '{"kind": "Status", "message": "\\u001b[31m\\u202egone"}',
    }.items():
        add(f"lists/{name}.json", text)


for family in (yaml_syntax, yaml_encoding, yaml_bombs, fields, types, json_syntax, archives, releases, catalogs, configurations, values, baselines, denials, reviews, lists):
    family()

here = os.path.dirname(os.path.abspath(__file__))
if len(sys.argv) == 3 and sys.argv[1] == "--big":
    target, chosen = sys.argv[2], {name: make() for name, make in big.items()}
else:
    target, chosen = here, files
for name, content in chosen.items():
    path = os.path.join(target, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
print(f"{len(chosen)} files, {sum(map(len, chosen.values()))} bytes")
