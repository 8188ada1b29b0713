// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import Linting
import Manifests
import Reports
import YAMLSyntax

/// Does fixes, round after round, until nothing is left to do.
struct LintFixer {
  private let lint: Lint
  /// The files that change, before and after.
  private(set) var files: [String: (old: [UInt8], new: [UInt8])] = [:]
  /// How many fixes were done.
  private(set) var count = 0

  /// One fix can make the next one possible; fixes that undo each other must end too.
  private static let mostRounds = 20

  init(_ lint: Lint) { self.lint = lint }

  /// Does every fix that is safe, in memory.
  ///
  /// - Parameter first: what was found in the files as they are.
  mutating func run(from first: Lint.Report) throws(Failure) {
    for number in 0..<Self.mostRounds {
      var report = number == 0 ? first : try lint.report(changed: files.mapValues(\.new))
      if let baseline = lint.request.choice.baseline {
        report.findings = baseline.unknown(among: report.findings).findings
      }
      guard try round(report.findings) else { break }
    }
  }

  private mutating func round(_ findings: [Finding]) throws(Failure) -> Bool {
    var fixes: [String: [Fix]] = [:]
    for finding in findings {
      guard let fix = finding.fix, let file = fix.edits.first?.range.file,
        fix.edits.allSatisfy({ $0.range.file == file }), Files.kind(of: file) == .file
      else { continue }
      fixes[file, default: []].append(fix)
    }
    let before = count
    for (file, list) in fixes.sorted(by: { $0.key < $1.key }) {
      let known: (old: [UInt8], new: [UInt8])
      if let changed = files[file] { known = changed } else { known = try read(file) }
      // Places in a text of UTF-16 are those of the same text in UTF-8.
      guard !UTF16Text.hasMark(known.old) else { continue }
      let round = FixRound(list)
      files[file] = (known.old, round.applied(to: known.new))
      count += round.count
    }
    return count > before
  }

  private func read(_ file: String) throws(Failure) -> (old: [UInt8], new: [UInt8]) {
    let bytes = try OutputFile(path: file).content()
    return (bytes, bytes)
  }

  /// The changes as `diff -u` shows them.
  var difference: String {
    files.sorted { $0.key < $1.key }.map { file, texts in
      TextDifference(
        from: String(decoding: texts.old, as: UTF8.self),
        to: String(decoding: texts.new, as: UTF8.self)
      ).text(oldName: file, newName: file)
    }.joined()
  }

  func write() throws(Failure) {
    for (file, texts) in files.sorted(by: { $0.key < $1.key }) {
      try OutputFile(path: file).write(bytes: texts.new)
    }
  }
}
