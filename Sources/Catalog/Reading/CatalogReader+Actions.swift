// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics
internal import KubernetesAPI
internal import YAMLSyntax

extension CatalogReader {
  /// An action, with `kind` for what the id's `{kind}` leaves open.
  mutating func action(_ node: YAMLNode, of kind: ResourceKind?, isCapability: Bool) -> Action? {
    let filler = Filler(kind: kind)
    guard let id = text("id", of: node).map(filler.fill) else { return nil }
    let versions = VersionSpan(
      from: parsed("since", of: node, as: "an agent version", AgentVersion.init),
      until: parsed("until", of: node, as: "an agent version", AgentVersion.init))
    let steps = list("steps", of: node).compactMap { step($0, filler) }
    if let place = node["steps"], place.kind == .sequence, place.elements.isEmpty {
      error("catalog-no-steps", "'\(id)' sends no request", at: place)
    }
    return Action(
      id: id, title: filler.fill(text("title", of: node) ?? id),
      summary: filler.fill(text("summary", of: node) ?? ""), isCapability: isCapability,
      isDefault: bool("default", of: node) ?? false, versions: versions,
      accessLevel: word(
        "access", of: node, code: "catalog-unknown-access-level", AccessLevel.self) ?? .privileged,
      requires: texts("requires", of: node), risk: text("risk", of: node).map(filler.fill),
      unbounded: text("unbounded", of: node).map(filler.fill),
      evidence: texts("evidence", of: node), spellings: texts("spellings", of: node),
      steps: steps, ways: list("ways", of: node).compactMap { way($0, filler) },
      range: place(of: node["id"] ?? node))
  }

  private mutating func step(_ node: YAMLNode, _ filler: Filler) -> Step? {
    guard check(node, is: CatalogFormat.step) else { return nil }
    var kubernetes = VersionSpan<KubernetesVersion>()
    if let place = node["kubernetes"], check(place, is: CatalogFormat.span) {
      kubernetes = span(place, as: "a Kubernetes version", KubernetesVersion.init)
    }
    var agent = VersionSpan<AgentVersion>()
    if let place = node["agent"], check(place, is: CatalogFormat.span) {
      agent = span(place, as: "an agent version", AgentVersion.init)
    }
    let transport = word(
      "transport", of: node, code: "catalog-unknown-transport", Transport.self)
    guard let place = node["request"], let request = request(place, filler) else { return nil }
    return Step(
      why: filler.fill(text("why", of: node) ?? ""),
      isOptional: bool("optional", of: node) ?? false,
      kubernetes: kubernetes, agent: agent, transport: transport, request: request,
      evidence: texts("evidence", of: node))
  }

  private mutating func way(_ node: YAMLNode, _ filler: Filler) -> Way? {
    guard check(node, is: CatalogFormat.way) else { return nil }
    return Way(
      title: filler.fill(text("title", of: node) ?? ""),
      why: filler.fill(text("why", of: node) ?? ""),
      requests: list("requests", of: node).compactMap { request($0, filler) },
      isFallback: bool("fallback", of: node) ?? false, evidence: texts("evidence", of: node))
  }
}

/// Puts a kind where a text leaves it open.
struct Filler {
  let kind: ResourceKind?

  func fill(_ text: String) -> String {
    guard let kind, text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      filled += rest[..<open]
      switch rest[rest.index(after: open)..<close] {
      case "kind": filled += kind.name
      case "group": filled += kind.apiGroup
      case "resource": filled += kind.resource
      default: filled += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}
