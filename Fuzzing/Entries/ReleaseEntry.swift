// SPDX-License-Identifier: Apache-2.0

import Manifests
import YAMLSyntax

/// The reader of Helm's releases, in Base64 and gzip around JSON: the same release packed or not.
enum ReleaseEntry: FuzzEntry {
  static let name = "release"

  static func run(_ input: [UInt8]) throws(Disagreement) {
    _ = try? HelmRelease(data: String(decoding: input, as: UTF8.self))
    // What begins as gzip data is not the same as JSON.
    if input.starts(with: [0x1F, 0x8B]) {
      _ = try? HelmRelease(data: packed(input))
      return
    }
    try Disagreement.unless(
      "a release that is packed is the same", facts(of: packed(input)),
      facts(of: packed(GzipMember.storing(input))))
  }

  /// In Base64 twice, as a Secret shows what Helm stores.
  private static func packed(_ bytes: [UInt8]) -> String {
    base64(Array(base64(bytes).utf8))
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        text.append(
          place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func facts(of data: String) -> [String] {
    do {
      let release = try HelmRelease(data: data)
      return [
        release.name, release.chartName, release.chartVersion,
        release.values.map(TextFacts.of) ?? "no values",
        release.carriedCatalog.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "no catalog",
      ]
    } catch {
      return [error.message]
    }
  }
}
