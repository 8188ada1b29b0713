// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import YAMLSyntax

/// The findings that a repository had when it was adopted: they are known, and only others count.
///
/// A finding is told by its rule, its object and its message, and by its file where it is about no
/// object: lines may move. What stands several times is counted.
package struct Baseline: Sendable {
  struct Key: Hashable, Comparable {
    var rule: String
    var file: String
    var object: String
    var message: String

    init(rule: String, file: String, object: String, message: String) {
      self.rule = rule
      self.file = file
      self.object = object
      self.message = message
    }

    init(_ finding: Finding) {
      rule = finding.rule
      object =
        finding.object.map { object in
          let name = object.namespace.isEmpty ? object.name : "\(object.namespace)/\(object.name)"
          return "\(object.kind) \(name)"
        } ?? ""
      file = object.isEmpty ? finding.range?.file ?? "" : ""
      message = finding.message
    }

    static func < (left: Self, right: Self) -> Bool {
      (left.rule, left.object, left.file, left.message)
        < (right.rule, right.object, right.file, right.message)
    }
  }

  private var counts: [Key: Int] = [:]

  package init(of findings: [Finding]) {
    for finding in findings { counts[Key(finding), default: 0] += 1 }
  }

  /// Reads what `text` wrote; on failure, what is wrong with the file.
  package init(reading source: SourceText) throws(BaselineError) {
    let stream = YAMLStream.read(source)
    if let failure = stream.failure { throw BaselineError(diagnostic: failure) }
    func wrong(_ message: String, _ node: YAMLNode?) -> BaselineError {
      BaselineError(
        diagnostic: Diagnostic(
          .error, "baseline", message, at: node?.range ?? SourceRange.startOf(file: source.name),
          remedy: "write it anew with --write-baseline"))
    }
    guard let root = stream.documents.first, root.kind == .mapping else {
      throw wrong("this is no baseline", stream.documents.first)
    }
    guard root["schemaVersion"]?.text == "1" else {
      throw wrong("this baseline is of a version that is not known", root["schemaVersion"] ?? root)
    }
    guard let list = root["findings"], list.kind == .sequence else {
      throw wrong("this baseline has no list of findings", root)
    }
    for node in list.elements {
      guard let rule = node["rule"]?.string, let message = node["message"]?.string else {
        throw wrong("an entry of the baseline has no rule or no message", node)
      }
      let count = node["count"].map { $0.text.flatMap { Int($0) } ?? 0 } ?? 1
      guard (1...1_000_000).contains(count) else { throw wrong("this is no count", node["count"]) }
      let key = Key(
        rule: rule, file: node["file"]?.string ?? "", object: node["object"]?.string ?? "",
        message: message)
      counts[key, default: 0] += count
    }
  }

  /// The findings that are not known, and how many are.
  package func unknown(among findings: [Finding]) -> (findings: [Finding], known: Int) {
    var left = counts
    let new = findings.filter { finding in
      let key = Key(finding)
      guard let count = left[key], count > 0 else { return true }
      left[key] = count - 1
      return false
    }
    return (new, findings.count - new.count)
  }

  /// The file that holds it: sorted, an entry a finding, so that changes of it can be read.
  package var text: String {
    JSONEmitter.document(
      .object([
        ("schemaVersion", .integer(1)),
        ("findings", .sequence(counts.sorted { $0.key < $1.key }.map(Self.entry))),
      ]))
  }

  private static func entry(_ key: Key, _ count: Int) -> YAMLValue {
    var pairs: [(String, YAMLValue)] = [("rule", .string(key.rule))]
    if !key.object.isEmpty { pairs.append(("object", .string(key.object))) }
    if !key.file.isEmpty { pairs.append(("file", .string(key.file))) }
    pairs.append(("message", .string(key.message)))
    if count > 1 { pairs.append(("count", .integer(Int64(count)))) }
    return .object(pairs)
  }
}

/// Why a baseline can't be read.
package struct BaselineError: Error {
  package var diagnostic: Diagnostic
}
