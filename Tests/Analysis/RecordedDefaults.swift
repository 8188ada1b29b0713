// SPDX-License-Identifier: Apache-2.0

import RBAC
import TestSupport

/// The recorded default roles of newer versions, read without the generated table.
struct RecordedDefaults {
  struct Key: Hashable {
    var name: String
    /// Empty for a ClusterRole.
    var namespace: String
  }

  struct Contents {
    var labels: Set<String> = []
    var selectors: [String] = []
    var rules: [PolicyRule] = []
  }

  private(set) var minors = 0...0
  private(set) var states: [Int: [Key: Contents]] = [:]

  init() throws {
    var key: Key?
    for line in try Fixtures.text("KubernetesAPI/default-roles-newer.txt").split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      switch words[0] {
      case "#", "-": continue
      case "minors": minors = Self.span(words[1])
      case "binding": key = nil
      case "role": key = Key(name: words[1], namespace: words[2] == "*" ? "" : words[2])
      default:
        guard let key else { continue }
        for minor in Self.span(words[0]) { add(words[1], words.last ?? "", to: key, in: minor) }
      }
    }
  }

  private mutating func add(_ mark: String, _ value: String, to key: Key, in minor: Int) {
    var contents = states[minor]?[key] ?? Contents()
    switch mark {
    case "l": contents.labels.insert(value)
    case "a": contents.selectors.append(value)
    case "r": contents.rules.append(Self.rule(value))
    default: break
    }
    states[minor, default: [:]][key] = contents
  }

  private static func span(_ text: String) -> ClosedRange<Int> {
    let ends = text.split(separator: "-").compactMap { Int($0) }
    return ends[0]...(ends.last ?? ends[0])
  }

  private static func rule(_ text: String) -> PolicyRule {
    let fields = text.split(separator: "|", omittingEmptySubsequences: false).map { field in
      field.split(separator: ",").map { $0 == "-" ? "" : String($0) }
    }
    if fields.count == 2 { return PolicyRule(verbs: fields[1], nonResourceURLs: fields[0]) }
    return PolicyRule(
      apiGroups: fields[0], resources: fields[1], resourceNames: fields[2], verbs: fields[3])
  }

  /// What a role grants in a minor, the parts that it selects included, theirs too.
  func rules(of key: Key, in minor: Int) -> [PolicyRule] {
    guard let state = states[minor], let contents = state[key] else { return [] }
    let parts = contents.selectors.flatMap { selector in
      state.filter { $0.key != key && $0.value.labels.contains(selector) }.keys
    }
    return contents.rules + parts.flatMap { rules(of: $0, in: minor) }
  }

  /// Every point of every rule of a minor, as a request.
  func requests(in minor: Int) -> Set<Request> {
    var found: Set<Request> = []
    for rule in states[minor, default: [:]].values.flatMap(\.rules) {
      for verb in rule.verbs {
        for url in rule.nonResourceURLs {
          found.insert(.nonResource(NonResourceRequest(verb: verb, path: url)))
        }
        for group in rule.apiGroups {
          for resource in rule.resources {
            let parts = resource.split(separator: "/", maxSplits: 1).map(String.init)
            for name in rule.resourceNames.isEmpty ? [""] : rule.resourceNames {
              found.insert(
                .resource(
                  ResourceRequest(
                    verb: verb, apiGroup: group, resource: parts[0],
                    subresource: parts.count > 1 ? parts[1] : "", name: name)))
            }
          }
        }
      }
    }
    return found
  }
}
