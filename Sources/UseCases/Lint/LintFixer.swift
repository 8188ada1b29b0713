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
  /// - Parameter first: what was found in the files as they are: it says in which files there is
  ///   something to do. They may change at any time, so each is read once more, and what is done
  ///   in it are the fixes of what is found in just these bytes.
  mutating func run(from first: Lint.Report) throws(Failure) {
    var report = first
    for _ in 0..<Self.mostRounds {
      if let baseline = lint.request.choice.baseline {
        report.findings = baseline.unknown(among: report.findings).findings
      }
      let fixes = Self.fixes(of: report.findings)
      let isNew = try readNew(fixes)
      guard isNew || round(fixes) else { break }
      report = try lint.report(changed: files.mapValues(\.new))
    }
    files = files.filter { $0.value.old != $0.value.new }
  }

  /// Reads the files with fixes that were not read yet; whether there are any.
  private mutating func readNew(_ fixes: [String: [Fix]]) throws(Failure) -> Bool {
    var isNew = false
    for file in fixes.keys where files[file] == nil {
      let bytes = try OutputFile(path: file).content()
      files[file] = (bytes, bytes)
      isNew = true
    }
    return isNew
  }

  private static func fixes(of findings: [Finding]) -> [String: [Fix]] {
    var fixes: [String: [Fix]] = [:]
    for finding in findings {
      guard let fix = finding.fix, let file = fix.edits.first?.range.file,
        fix.edits.allSatisfy({ $0.range.file == file }), Files.kind(of: file) == .file
      else { continue }
      fixes[file, default: []].append(fix)
    }
    return fixes
  }

  /// Does fixes of what was found in the files as they now are; whether there were any.
  private mutating func round(_ fixes: [String: [Fix]]) -> Bool {
    let before = count
    for (file, list) in fixes.sorted(by: { $0.key < $1.key }) {
      // Places in a text of UTF-16 are those of the same text in UTF-8.
      guard let known = files[file], !UTF16Text.hasMark(known.old) else { continue }
      let round = FixRound(list)
      files[file] = (known.old, round.applied(to: known.new))
      count += round.count
    }
    return count > before
  }

  /// The changes as `diff -u` shows them, with no line around them that may be a Secret's.
  var difference: String {
    files.sorted { $0.key < $1.key }.map { file, texts in
      let shown = ShowableLines(of: texts.old, endsAtCR: false)
      return TextDifference(
        from: String(decoding: texts.old, as: UTF8.self),
        to: String(decoding: texts.new, as: UTF8.self)
      ).text(oldName: file, newName: file, context: shown.contains)
    }.joined()
  }

  func write() throws(Failure) {
    try OutputFile.write(
      files.sorted { $0.key < $1.key }.map { FileChange($0, $1.new, judged: $1.old) })
  }
}
