// SPDX-License-Identifier: Apache-2.0

import RBAC
import YAMLSyntax

/// What an object says it is.
struct ObjectType {
  /// The kinds of the RBAC API.
  static let rbacKinds = ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"]
  static let rbacGroup = "rbac.authorization.k8s.io"

  /// Empty where it says none.
  let apiVersion: String
  /// Empty where it says none.
  let kind: String

  init(apiVersion: String, kind: String) {
    self.apiVersion = apiVersion
    self.kind = kind
  }

  /// - Parameter list: the list it is an item of, which says what it leaves out.
  init(of node: YAMLNode, inListOf list: ManifestReader.ListType?) {
    func said(_ key: String, or usual: String?) -> String {
      guard let value = node[key], !value.isNull else { return usual ?? "" }
      let text = value.string ?? ""
      return text.isEmpty && value.string != nil ? usual ?? "" : text
    }
    kind = said("kind", or: list?.itemKind)
    apiVersion = said("apiVersion", or: list?.apiVersion)
  }

  /// Whether it says both.
  var isWhole: Bool { !apiVersion.isEmpty && !kind.isEmpty }

  /// Whether its kind is one of RBAC's, or its group is.
  var isRBAC: Bool { Self.rbacKinds.contains(kind) || group == Self.rbacGroup }

  /// Whether an API server has to decide what it is: something in it is spelt like RBAC.
  var mayBeRBAC: Bool {
    guard apiVersion != "v1", apiVersion != "apps/v1" else { return isSpeltLikeKind }
    return isSpeltLikeKind || isSpeltLikeGroup
  }

  /// Whether it is a list whatever it holds: what kubectl prints, or one of the RBAC API.
  var isListOfObjects: Bool {
    kind == "List" || (group == Self.rbacGroup && Self.rbacKinds.contains(String(kind.dropLast(4))))
  }

  /// What stands before the slash; empty for the core group.
  var group: String {
    apiVersion.utf8.contains(UInt8(ascii: "/"))
      ? String(apiVersion.prefix { $0 != "/" }) : apiVersion.contains(".") ? apiVersion : ""
  }

  /// Whether the group is no other API's: RBAC's own, or nearly.
  var isSpeltLikeGroup: Bool {
    let group = group
    if group == Self.rbacGroup { return true }
    guard group.utf8.count > 15, group.utf8.count < 40 else { return false }
    let letters = Array(group.lowercased().utf8)
    return letters.starts(with: "rbac.authorization.k8s".utf8)
      || Suggestion.editDistance(letters, Array(Self.rbacGroup.utf8), limit: 3) <= 3
  }

  /// Whether the kind is one of RBAC's in any letter case, one or many.
  private var isSpeltLikeKind: Bool {
    guard let first = kind.utf8.first, (4...20).contains(kind.utf8.count),
      first | 0x20 == UInt8(ascii: "c") || first | 0x20 == UInt8(ascii: "r")
    else { return false }
    return intendedKind != nil
  }

  /// The kind of RBAC that this one is in another spelling, or is.
  var intendedKind: String? {
    let letters = kind.lowercased()
    return Self.rbacKinds.first { known in
      let known = known.lowercased()
      return letters == known || letters == known + "s"
    }
  }
}
