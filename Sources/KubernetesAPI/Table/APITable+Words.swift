// SPDX-License-Identifier: Apache-2.0

extension APITable {
  /// The resource that kubectl means by a type argument: a plural, singular, short name or kind in
  /// any case, with or without a group or the beginning of one, with or without a version:
  /// `deploy`, `Deployment`, `deployments.apps`, `ingresses.networking`, `deployments.v1.apps`.
  ///
  /// Of several groups the one that servers list first wins. Source: k8s.io/apimachinery,
  /// pkg/api/meta/{restmapper,priority}.go, and k8s.io/client-go, restmapper/shortcut.go.
  ///
  /// - Returns: `nil` where kubectl would say that the server does not have the type.
  package func resource(word argument: String) -> APIResource? {
    let word = argument.lowercased()
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty else { return nil }
    if parts.count > 2, isVersion(parts[1]) {
      let group = parts[2...].joined(separator: ".")
      if let found = resource(word: String(first), inGroup: group) { return found }
    }
    return resource(
      word: String(first), inGroup: parts.count > 1 ? parts[1...].joined(separator: ".") : nil)
  }

  private func resource(word: String, inGroup group: String?) -> APIResource? {
    let plain = all.filter { $0.subresource.isEmpty }
    let named = plain.filter { $0.name == word || $0.singular == word }
    let candidates = named.isEmpty ? plain.filter { $0.shortNames.contains(word) } : named
    // A resource that is off by default is not on most servers, so it never hides one that is.
    let ordered =
      Self.byPriority(candidates.filter { !$0.isOffByDefault })
      + Self.byPriority(candidates.filter(\.isOffByDefault))
    guard let group, !group.isEmpty else { return ordered.first }
    return ordered.first { $0.group == group } ?? ordered.first { $0.group.hasPrefix(group) }
  }

  /// `v1`, `v1beta1`, `v2alpha1`.
  private func isVersion(_ word: Substring) -> Bool {
    guard word.first == "v" else { return false }
    var rest = word.dropFirst()
    guard let digit = rest.first, digit.isNumber else { return false }
    rest = rest.drop(while: \.isNumber)
    if rest.isEmpty { return true }
    for stage in ["alpha", "beta"] where rest.hasPrefix(stage) {
      let tail = rest.dropFirst(stage.count)
      return !tail.isEmpty && tail.allSatisfy(\.isNumber)
    }
    return false
  }
}
