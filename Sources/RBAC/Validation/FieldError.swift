// SPDX-License-Identifier: Apache-2.0

/// One reason for which the API server rejects an object.
package struct FieldError: Hashable, Sendable {
  /// The server's own words, as in `details.causes[].reason` of its answer.
  package enum Reason: String, Sendable {
    case required = "FieldValueRequired"
    case invalid = "FieldValueInvalid"
    case forbidden = "FieldValueForbidden"
    case notSupported = "FieldValueNotSupported"
    case tooLong = "FieldValueTooLong"
  }

  /// The path as the server writes it: `rules[0].verbs`.
  package var field: String
  package var reason: Reason
  /// What is wrong, as the end of a sentence that begins with the field.
  package var detail: String

  package init(field: String, reason: Reason, detail: String) {
    self.field = field
    self.reason = reason
    self.detail = detail
  }

  static func required(_ field: String, _ detail: String = "must be set") -> FieldError {
    FieldError(field: field, reason: .required, detail: detail)
  }

  static func invalid(_ field: String, _ detail: String) -> FieldError {
    FieldError(field: field, reason: .invalid, detail: detail)
  }

  static func notSupported(_ field: String, _ value: String, expected: [String]) -> FieldError {
    let choices = expected.map { "\"\($0)\"" }.joined(separator: " or ")
    return FieldError(
      field: field, reason: .notSupported, detail: "must be \(choices), not \"\(value)\"")
  }
}
