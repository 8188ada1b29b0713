// SPDX-License-Identifier: Apache-2.0

/// The forms that Kubernetes asks of names. Lengths are in bytes; all allowed characters are ASCII.
///
/// Source: k8s.io/apimachinery, pkg/util/validation/validation.go and
/// pkg/api/validation/path/name.go.
package enum NameRules {
  /// A DNS label (RFC 1123): a namespace's name.
  package static func isLabel(_ text: String) -> Bool {
    text.utf8.count <= 63 && isLabel(text.utf8[...])
  }

  /// Labels joined by dots: a service account's name, the prefix of a label key.
  package static func isSubdomain(_ text: String) -> Bool {
    text.utf8.count <= 253
      && text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        .allSatisfy(isLabel)
  }

  package static let labelProblem =
    "must be at most 63 lower-case letters, digits or '-', with a letter or digit at both ends"
  package static let subdomainProblem =
    "must be at most 253 lower-case letters, digits, '-' or '.', with letters or digits around "
    + "each '.'"
  static let labelValueProblem =
    "must be empty, or at most 63 letters, digits, '-', '_' or '.', with a letter or digit at "
    + "both ends"

  /// What keeps `text` from being a label key: a name, or a DNS subdomain, a slash and a name.
  static func qualifiedNameProblems(_ text: String) -> [String] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let name = parts.last else { return ["name holds more than one '/'"] }
    var problems: [String] = []
    if parts.count == 2, !isSubdomain(String(parts[0])) {
      problems.append("prefix \(subdomainProblem)")
    }
    if !isQualifiedNamePart(name) {
      problems.append(
        "name must be 1 to 63 letters, digits, '-', '_' or '.', with a letter or digit at both ends"
      )
    }
    return problems
  }

  /// Up to 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends.
  private static func isQualifiedNamePart(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    return text.utf8.count <= 63 && isAlphanumeric(first) && isAlphanumeric(last)
      && text.utf8.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
  }

  /// A label value: empty, or formed as the name of a label key.
  package static func isLabelValue(_ text: String) -> Bool {
    text.isEmpty || isQualifiedNamePart(text[...])
  }

  /// What keeps `text` from being a path segment, the only thing asked of RBAC's own names.
  package static func pathSegmentProblems(_ text: String) -> [String] {
    if text == "." || text == ".." { return ["may not be '\(text)'"] }
    return ["/", "%"].filter { text.utf8.contains($0.utf8[$0.startIndex]) }
      .map { "may not contain '\($0)'" }
  }

  private static func isLabel(_ text: Substring.UTF8View) -> Bool {
    guard let first = text.first, let last = text.last else { return false }
    return isLowercaseAlphanumeric(first) && isLowercaseAlphanumeric(last)
      && text.allSatisfy { isLowercaseAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isLowercaseAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowercaseAlphanumeric(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
