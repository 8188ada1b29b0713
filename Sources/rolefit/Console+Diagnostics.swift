// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import Reports

extension Console {
  /// Tells of diagnostics on stderr.
  static func tell(_ diagnostics: [Diagnostic]) {
    writeError(DiagnosticText(style: .ofError).text(of: diagnostics))
  }
}
