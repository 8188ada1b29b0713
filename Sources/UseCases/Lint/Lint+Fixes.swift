// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

extension Lint {
  /// Fixes that are safe, done in memory.
  package struct Fixes {
    private let fixer: LintFixer

    init(_ fixer: LintFixer) { self.fixer = fixer }

    package var count: Int { fixer.count }
    package var fileCount: Int { fixer.files.count }
    /// The changes as `diff -u` shows them.
    package var difference: String { fixer.difference }
    package func write() throws(Failure) { try fixer.write() }
  }

  /// Does every fix that is safe, round after round, without writing anything.
  ///
  /// - Parameter report: what `run()` found.
  package func fixes(of report: Report) throws(Failure) -> Fixes {
    var fixer = LintFixer(self)
    try fixer.run(from: report)
    return Fixes(fixer)
  }
}
