// SPDX-License-Identifier: Apache-2.0

/// What a values file says about one switch.
enum Setting: Hashable, Sendable {
  /// Nothing: the default holds.
  case unset
  case on, off
  /// Something from which nobody can say what the chart makes of it.
  case unclear(String)
}

/// Whether something is on, as far as one can know.
enum Certainty: Hashable, Sendable {
  case on, off
  case unknown(String)

  var isUnknown: Bool {
    if case .unknown = self { true } else { false }
  }

  var negated: Certainty {
    switch self {
    case .on: .off
    case .off: .on
    case .unknown: self
    }
  }

  /// Both must be on.
  func and(_ other: Certainty) -> Certainty {
    switch (self, other) {
    case (.off, _), (_, .off): .off
    case (.unknown, _): self
    case (_, .unknown), (.on, .on): other
    }
  }

  /// One of both must be on.
  func or(_ other: Certainty) -> Certainty { negated.and(other.negated).negated }
}
