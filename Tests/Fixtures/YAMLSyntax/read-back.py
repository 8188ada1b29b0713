#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that another reader of YAML takes a file for just what its JSON twin says.

    python3 Tests/Fixtures/YAMLSyntax/read-back.py FILE.yaml FILE.json

The reader is PyYAML (package pyyaml).
"""

import json
import sys

import yaml


def compare(found, expected, path):
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in expected.keys() | found.keys():
            where = f"{path}.{key!r}"
            if key not in found or key not in expected:
                print(f"{where}: only {'expected' if key in expected else 'found'}")
                yield where
            else:
                yield from compare(found[key], expected[key], where)
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for index, pair in enumerate(zip(found, expected)):
            yield from compare(*pair, f"{path}[{index}]")
    elif found != expected or isinstance(found, bool) != isinstance(expected, bool):
        print(f"{path}: found {found!r}, expected {expected!r}")
        yield path


yaml_path, json_path = sys.argv[1:]
with open(yaml_path, encoding="utf-8", newline="") as file:
    text = file.read()
with open(json_path, encoding="utf-8", newline="") as file:
    expected = json.load(file)
sys.exit(1 if list(compare(yaml.safe_load(text), expected, "")) else 0)
