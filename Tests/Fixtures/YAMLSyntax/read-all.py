#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Says as JSON what PyYAML makes of texts.

    python3 Tests/Fixtures/YAMLSyntax/read-all.py FILE

Each line of FILE is a text in Base64, and is answered by a line {"value": …} or {"error": …}. What
JSON cannot write is {"type": …}.
"""

import base64
import json
import math
import sys

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain(value):
    if isinstance(value, dict):
        return {key_text(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    return {"type": type(value).__name__}


def key_text(key):
    """A key as Go's JSON has it, as far as both know it."""
    if isinstance(key, str):
        return key
    if key is None or isinstance(key, (bool, int, float)):
        return json.dumps(key)
    return type(key).__name__


def answer(text):
    try:
        return {"value": plain(yaml.load(text, Loader))}
    except (yaml.YAMLError, ValueError, TypeError, LookupError, RecursionError) as error:
        return {"error": str(error)}


for line in open(sys.argv[1], encoding="ascii"):
    print(json.dumps(answer(base64.b64decode(line))))
