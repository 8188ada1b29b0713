// SPDX-License-Identifier: Apache-2.0

/// The order in which verbs are written: the usual ones as people list them, then the rest by their
/// bytes.
enum VerbOrder {
  private static let usual = [
    "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection",
  ]

  static func precedes(_ left: String, _ right: String) -> Bool {
    switch (usual.firstIndex(of: left), usual.firstIndex(of: right)) {
    case (let left?, let right?): left < right
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil): left.precedes(right)
    }
  }
}
