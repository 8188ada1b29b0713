// SPDX-License-Identifier: Apache-2.0

internal import YAMLSyntax

/// An action over any resource: its id may name one that the catalog doesn't, as in
/// `edit:certificates.cert-manager.io`.
struct ActionTemplate: Sendable {
  var node: YAMLNode
  var isCapability: Bool

  /// The action for the resource that `kind` writes as `resource.group`; `nil` when it has no dot.
  func action(for kind: String) -> Action? {
    guard let dot = kind.firstIndex(of: ".") else { return nil }
    let resource = String(kind[..<dot])
    let group = String(kind[kind.index(after: dot)...])
    guard !resource.isEmpty, !group.isEmpty, Self.isName(resource), Self.isName(group) else {
      return nil
    }
    var reader = CatalogReader(source: nil)
    return reader.action(
      node,
      of: ResourceKind(
        name: "\(resource).\(group)", apiGroup: group, resource: resource, scope: .watched,
        shortNames: []), isCapability: isCapability)
  }

  private static func isName(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
    }
  }
}
