// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// The fast reader of plain blocks against libyaml.
enum BlockScannerEntry: FuzzEntry {
  static let name = "scanner"

  static func run(_ input: [UInt8]) throws(Disagreement) {
    let source = SourceText(name: "t", bytes: input)
    let fast = YAMLStream.read(source, limits: TextFacts.limits)
    let strict = YAMLStream.read(source, limits: TextFacts.limits, isStrict: true)
    try Disagreement.unless(
      "libyaml reads the same", TextFacts.of(fast), TextFacts.of(strict))
  }
}
