#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that a file says just what its JSON twin says.

    python3 Tests/Fixtures/YAMLSyntax/read-back.py FILE TWIN.json

FILE is YAML, which PyYAML reads, or NAME.json, which says what another reader made of such YAML.
"""

import json
import sys


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if path.endswith(".json"):
        return json.loads(text)
    import yaml

    return yaml.safe_load(text)


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


found, expected = map(read, sys.argv[1:])
sys.exit(1 if list(compare(found, expected, "")) else 0)
