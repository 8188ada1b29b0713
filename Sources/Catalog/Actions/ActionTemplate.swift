// SPDX-License-Identifier: Apache-2.0

internal import YAMLSyntax

/// An action over any resource: its id may name one that the catalog doesn't, as in
/// `edit:certificates.cert-manager.io`.
struct ActionTemplate: Sendable {
  /// The action for the resource that is written as `resource.group`; `nil` when that is none.
  private let make: @Sendable (String) -> Action?

  init(_ make: @escaping @Sendable (String) -> Action?) { self.make = make }

  func action(for kind: String) -> Action? { make(kind) }
}

extension ActionTemplate {
  /// The template that an entry of a catalog writes.
  init(_ node: YAMLNode, isCapability: Bool) {
    self.init { kind in
      guard let kind = ResourceKind(anyResource: kind) else { return nil }
      var reader = CatalogReader(source: nil)
      return reader.action(node, of: kind, isCapability: isCapability)
    }
  }
}

extension ResourceKind {
  /// A kind of which nothing is known but its name, `resource.group`; `nil` when it has no dot.
  fileprivate init?(anyResource kind: String) {
    guard let dot = kind.firstIndex(of: ".") else { return nil }
    let resource = String(kind[..<dot])
    let group = String(kind[kind.index(after: dot)...])
    guard !resource.isEmpty, !group.isEmpty, Self.isName(resource), Self.isName(group) else {
      return nil
    }
    self.init(
      name: "\(resource).\(group)", apiGroup: group, resource: resource, scope: .watched,
      shortNames: [])
  }

  private static func isName(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
    }
  }
}
