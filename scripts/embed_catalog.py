#!/usr/bin/env python3
"""Writes the built-in catalog into a Swift file, or with --check says whether it is current."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "Sources/Catalog/Data/k8s-watcher.yaml"
TARGET = ROOT / "Sources/Catalog/Generated/BuiltInCatalog.swift"

TEMPLATE = '''// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file
// Generated from Sources/Catalog/Data/k8s-watcher.yaml by `make generate`. Do not edit.

/// The text of the built-in catalog.
package enum BuiltInCatalog {{
  /// The version that the text says it has.
  package static let version = "{version}"

  /// The text, as it is in the data file.
  package static let text = #"""
{text}
"""#
}}
'''


def main() -> int:
    data = DATA.read_text(encoding="utf-8")
    if '"""#' in data or "\\#" in data:
        sys.exit(f"{DATA}: holds what ends or escapes a Swift raw string")
    version = re.search(r"^version: (\S+)$", data, re.MULTILINE)
    if version is None:
        sys.exit(f"{DATA}: has no version")
    text = TEMPLATE.format(version=version.group(1), text=data)
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    if "--check" in sys.argv[1:]:
        print(f"{TARGET}: is not current; run `make generate`", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
