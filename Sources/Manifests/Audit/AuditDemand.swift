// SPDX-License-Identifier: Apache-2.0

package import RBAC
package import YAMLSyntax

/// What the API server asks besides a write, for what is in it: whether its sender holds the rules
/// that it hands on, for example.
package struct AuditDemand: Hashable, Sendable {
  /// What it is for, such as `write Role 'a/b'`.
  package var purpose: String
  /// What allows it.
  package var rules: [ScopedRule]
  /// What would, too.
  package var instead: Request?
  /// Whether the write was refused for want of it.
  package var isRefused: Bool
  /// Whether nobody could find out what it takes; then the purpose says what that is, and why.
  package var isUndetermined: Bool

  package init(
    purpose: String, rules: [ScopedRule], instead: Request? = nil, isRefused: Bool = false,
    isUndetermined: Bool = false
  ) {
    self.purpose = purpose
    self.rules = rules
    self.instead = instead
    self.isRefused = isRefused
    self.isUndetermined = isUndetermined
  }

  /// The annotation of an event under which `record` writes what it found to be asked, as JSON: no
  /// server says it.
  package static let annotation = "rolefit.io/asked"

  /// The annotation's element.
  package var value: YAMLValue {
    .object(
      [("purpose", .string(purpose)), ("rules", .sequence(rules.map(\.yaml)))]
        + (instead.map { [("instead", Self.value($0))] } ?? [])
        + (isRefused ? [("refused", .bool(true))] : [])
        + (isUndetermined ? [("undetermined", .bool(true))] : []))
  }

  /// A request by its fields, those that are empty left out.
  package static func value(_ request: Request) -> YAMLValue {
    switch request {
    case .nonResource(let request):
      return .object([("verb", .string(request.verb)), ("path", .string(request.path))])
    case .resource(let request):
      let fields = [
        ("verb", request.verb), ("apiGroup", request.apiGroup), ("resource", request.resource),
        ("subresource", request.subresource), ("namespace", request.namespace),
        ("name", request.name),
      ]
      return .object(fields.filter { !$0.1.isEmpty }.map { ($0.0, .string($0.1)) })
    }
  }

  /// `nil` where it is not what `value` writes.
  package init?(_ node: YAMLNode) {
    guard let purpose = node["purpose"]?.string else { return nil }
    self.init(
      purpose: purpose, rules: node["rules"]?.elements.map(ScopedRule.init) ?? [],
      instead: node["instead"].flatMap(Self.request),
      isRefused: node["refused"]?.scalar == .bool(true),
      isUndetermined: node["undetermined"]?.scalar == .bool(true))
  }

  /// `nil` where it is not what `value` writes of a request.
  package static func request(_ node: YAMLNode) -> Request? {
    guard let verb = node["verb"]?.string else { return nil }
    func text(_ key: String) -> String { node[key]?.string ?? "" }
    if let path = node["path"]?.string {
      return .nonResource(NonResourceRequest(verb: verb, path: path))
    }
    return .resource(
      ResourceRequest(
        verb: verb, apiGroup: text("apiGroup"), resource: text("resource"),
        subresource: text("subresource"), namespace: text("namespace"), name: text("name")))
  }

  /// What the annotation's text holds.
  static func all(in text: String) -> [AuditDemand] {
    var reader = JSONReader()
    let node = try? reader.read(SourceText(name: "", bytes: Array(text.utf8), firstLine: 1))
    return node?.elements.compactMap { AuditDemand($0) } ?? []
  }
}
