// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A value that is made when first asked for, once, whoever asks.
package final class Lazy<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)

  package init() {}

  /// - Parameter make: is not called again; it must not ask for the same value.
  package func value(_ make: () -> Value) -> Value {
    known.withLock { known in
      if let known { return known }
      let made = make()
      known = made
      return made
    }
  }
}
