// SPDX-License-Identifier: Apache-2.0

/// A line of the built-in table: a resource, and the minor versions that serve it so.
struct BuiltInResource: Sendable {
  var resource: APIResource
  var firstMinor: Int
  /// `nil` while the newest version serves it.
  var lastMinor: Int?

  func isServed(in minor: Int) -> Bool {
    firstMinor <= minor && minor <= lastMinor ?? Int.max
  }
}

/// Reads the generated lines, once, when somebody first asks.
enum APITableReader {
  static let resources: [BuiltInResource] = readResources()

  /// The last minor that served a resource by default, where that is older than the table:
  /// group and combined name to minor.
  static let goneBefore: [ResourceKey: Int] = readGone()

  /// How high a server lists a group among all; groups that no table knows come last.
  static let groupPriorities: [String: Int] = readPriorities()

  private static func readResources() -> [BuiltInResource] {
    let shortNames = readShortNames()
    var found: [BuiltInResource] = []
    found.reserveCapacity(320)
    var group = ""
    var kinds: [String: String] = [:]
    for line in TableText.lines(of: APITableData.resources) {
      let (mark, rest) = TableText.marked(line)
      if mark == UInt8(ascii: "<") { continue }
      if mark == UInt8(ascii: "=") {
        group = String(rest)
        kinds = [:]
        continue
      }
      let words = TableText.split(line, at: " ")
      let (name, subresource) = split(words[0])
      if subresource.isEmpty { kinds[name] = String(words[1]) }
      let kind = kinds[name] ?? ""
      let span = TableText.split(words[3], at: "-")
      let scope = TableText.marked(words[2])
      let key = ResourceKey(group: group, combined: String(words[0]))
      let resource = APIResource(
        group: group, name: name, subresource: subresource, kind: kind,
        shortNames: shortNames[key] ?? [], isNamespaced: scope.mark == UInt8(ascii: "N"),
        verbs: verbs(scope.rest), isOffByDefault: words.count > 4)
      found.append(
        BuiltInResource(
          resource: resource, firstMinor: Int(span[0]) ?? 0, lastMinor: Int(span[1])))
    }
    return found
  }

  private static func readGone() -> [ResourceKey: Int] {
    var found: [ResourceKey: Int] = [:]
    for line in TableText.lines(of: APITableData.resources) {
      let (mark, rest) = TableText.marked(line)
      guard mark == UInt8(ascii: "<") else { continue }
      let words = TableText.split(rest, at: " ")
      found[ResourceKey(group: String(words[0]), combined: String(words[1]))] = Int(words[2])
    }
    return found
  }

  private static func readShortNames() -> [ResourceKey: [String]] {
    var found: [ResourceKey: [String]] = [:]
    for line in TableText.lines(of: APITableData.shortNames) {
      let words = TableText.split(line, at: " ")
      let group = words.count > 2 ? String(words[2]) : ""
      found[ResourceKey(group: group, combined: String(words[1])), default: []]
        .append(String(words[0]))
    }
    return found
  }

  private static func readPriorities() -> [String: Int] {
    var found: [String: Int] = [:]
    for line in TableText.lines(of: APITableData.groupOrder) {
      let words = TableText.split(line, at: " ")
      found[words[0] == "-" ? "" : String(words[0])] = Int(words[1])
    }
    return found
  }

  private static func split(_ combined: Substring) -> (name: String, subresource: String) {
    guard let slash = combined.utf8.firstIndex(of: UInt8(ascii: "/")) else {
      return (String(combined), "")
    }
    return (String(combined[..<slash]), String(combined[combined.index(after: slash)...]))
  }

  private static func verbs(_ letters: Substring) -> VerbSet {
    letters.utf8.reduce(into: VerbSet()) { set, letter in
      switch letter {
      case UInt8(ascii: "g"): set.formUnion(.get)
      case UInt8(ascii: "l"): set.formUnion(.list)
      case UInt8(ascii: "w"): set.formUnion(.watch)
      case UInt8(ascii: "c"): set.formUnion(.create)
      case UInt8(ascii: "u"): set.formUnion(.update)
      case UInt8(ascii: "p"): set.formUnion(.patch)
      case UInt8(ascii: "d"): set.formUnion(.delete)
      default: set.formUnion(.deletecollection)
      }
    }
  }
}
