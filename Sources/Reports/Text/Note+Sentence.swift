// SPDX-License-Identifier: Apache-2.0

import Diagnostics

extension Diagnostic.Note {
  /// The message, with its place in parentheses where it has one.
  var sentence: String { message + (range.map { " (\($0))" } ?? "") }
}
