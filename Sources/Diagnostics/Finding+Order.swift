// SPDX-License-Identifier: Apache-2.0

extension Finding: Comparable {
  /// By file, place, rule and message; what has no place comes first.
  package static func < (left: Self, right: Self) -> Bool {
    if left.place != right.place { return left.place < right.place }
    return (left.rule, left.message, left.objectKey) < (right.rule, right.message, right.objectKey)
  }

  private var place: (String, Int, Int, Int) {
    (
      range?.file ?? "", range?.start.line ?? 0, range?.start.column ?? 0, range?.end.offset ?? 0
    )
  }

  private var objectKey: String {
    guard let object else { return "" }
    return [object.kind, object.namespace, object.name].joined(separator: "/")
  }
}
