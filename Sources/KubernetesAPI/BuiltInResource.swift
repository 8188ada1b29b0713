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
    for line in lines(of: APITableData.resources) where line.first != "<" {
      if line.first == "=" {
        group = String(line.dropFirst())
        kinds = [:]
        continue
      }
      let words = line.split(separator: " ")
      let (name, subresource) = split(words[0])
      if subresource.isEmpty { kinds[name] = String(words[1]) }
      let kind = kinds[name] ?? ""
      let span = words[3].split(separator: "-", omittingEmptySubsequences: false)
      let key = ResourceKey(group: group, combined: String(words[0]))
      let resource = APIResource(
        group: group, name: name, subresource: subresource, kind: kind,
        shortNames: shortNames[key] ?? [], isNamespaced: words[2].first == "N",
        verbs: verbs(words[2].dropFirst()), isOffByDefault: words.count > 4)
      found.append(
        BuiltInResource(
          resource: resource, firstMinor: Int(span[0]) ?? 0, lastMinor: Int(span[1])))
    }
    return found
  }

  private static func readGone() -> [ResourceKey: Int] {
    var found: [ResourceKey: Int] = [:]
    for line in lines(of: APITableData.resources) where line.first == "<" {
      let words = line.dropFirst().split(separator: " ")
      found[ResourceKey(group: String(words[0]), combined: String(words[1]))] = Int(words[2])
    }
    return found
  }

  private static func readShortNames() -> [ResourceKey: [String]] {
    var found: [ResourceKey: [String]] = [:]
    for line in lines(of: APITableData.shortNames) {
      let words = line.split(separator: " ")
      let group = words.count > 2 ? String(words[2]) : ""
      found[ResourceKey(group: group, combined: String(words[1])), default: []]
        .append(String(words[0]))
    }
    return found
  }

  private static func readPriorities() -> [String: Int] {
    var found: [String: Int] = [:]
    for line in lines(of: APITableData.groupOrder) {
      let words = line.split(separator: " ")
      found[words[0] == "-" ? "" : String(words[0])] = Int(words[1])
    }
    return found
  }

  private static func lines(of text: StaticString) -> [Substring] {
    text.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }.split(separator: "\n")
  }

  private static func split(_ combined: Substring) -> (name: String, subresource: String) {
    guard let slash = combined.utf8.firstIndex(of: UInt8(ascii: "/")) else {
      return (String(combined), "")
    }
    return (String(combined[..<slash]), String(combined[combined.index(after: slash)...]))
  }

  private static func verbs(_ letters: Substring) -> VerbSet {
    var set: VerbSet = []
    for letter in letters.utf8 {
      if let bit = Array("glwcupdx".utf8).firstIndex(of: letter) {
        set.formUnion(VerbSet(rawValue: 1 << UInt8(bit)))
      }
    }
    return set
  }
}
