// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What a page says of something in one word, which is also the class that colours it.
package enum HTMLStatus: String, Sendable, CaseIterable {
  case granted, missing, excess, possible, undetermined, unsupported
  case error, warning, note

  static let worstFirst: [HTMLStatus] = [
    .error, .missing, .possible, .warning, .excess, .undetermined, .unsupported, .note, .granted,
  ]

  package init(_ severity: Diagnostic.Severity) {
    switch severity {
    case .error: self = .error
    case .warning: self = .warning
    case .note: self = .note
    }
  }

  /// Whether a reader who looks only for what is wrong wants to see it.
  package var isWrong: Bool {
    switch self {
    case .granted, .unsupported, .note: false
    case .missing, .excess, .possible, .undetermined, .error, .warning: true
    }
  }
}
