// SPDX-License-Identifier: Apache-2.0

extension Finding: Comparable {
  /// By file, place, rule and message; what has no place comes first.
  package static func < (left: Self, right: Self) -> Bool {
    let (here, there) = (left.place, right.place)
    if here != there { return here < there }
    if left.rule != right.rule { return left.rule < right.rule }
    if left.message != right.message { return left.message < right.message }
    return left.objectKey < right.objectKey
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
