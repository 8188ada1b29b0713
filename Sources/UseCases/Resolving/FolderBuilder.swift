// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import Manifests
import Tools

/// Builds kustomizations with the user's own program.
struct FolderBuilder {
  let outside: Outside

  /// What came of several.
  struct Outcome {
    var builds: [BuiltFolder] = []
    /// Why the others could not be built.
    var failures: [Diagnostic] = []
  }

  /// How many builds there are at a time.
  private static let width = 2

  /// Builds all; what was said besides is shown. Throws where there is no program that could.
  func build(_ closures: [KustomizationClosure]) throws(Failure) -> Outcome {
    let kustomize = Kustomize(outside.tools)
    let results = Parallel.map(closures, width: Self.width) { closure in
      Result { () throws(Kustomize.Problem) in try BuiltFolder(closure, by: kustomize) }
    }
    var outcome = Outcome()
    for (closure, result) in zip(closures, results) {
      switch result {
      case .success(let build): outcome.builds.append(build)
      case .failure(.noProgram): throw Kustomize.missing
      case .failure(.refused(let lines)):
        outcome.failures.append(Self.refused(closure, lines))
      }
    }
    var shown: Set<String> = []
    for warning in outcome.builds.flatMap(\.warnings) where shown.insert(warning).inserted {
      outside.messages.show(.tool(name: "kustomize", line: warning))
    }
    return outcome
  }

  /// The program's own words. A copy is called in them what the original is.
  private static func refused(_ closure: KustomizationClosure, _ lines: [String]) -> Diagnostic {
    let isCopy = closure.title != closure.folder
    let words = lines.map { isCopy ? $0.replacing(closure.folder, with: closure.title) : $0 }
    return Diagnostic(
      .error, "kustomize", "kustomize: \(words.first ?? "")",
      at: SourceRange.startOf(file: closure.file),
      notes: words.dropFirst().map { Diagnostic.Note($0) },
      remedy: isCopy
        ? nil : "see that `kubectl kustomize \(ShellText.word(closure.title))` builds it")
  }

  /// As `build(_:)`, for what is judged as one cluster's.
  func buildTogether(_ closures: [KustomizationClosure]) throws(Failure) -> [BuiltFolder] {
    let outcome = try build(closures)
    guard outcome.failures.isEmpty else { throw .unjudged(outcome.failures) }
    if let conflict = BuildGroups(outcome.builds).conflict {
      throw .unjudged(
        "kustomize",
        "\(conflict.first) and \(conflict.second) both build \(conflict.object.title), and not the "
          + "same: they are not for one cluster",
        remedy: "name one of them, as in -k \(ShellText.word(conflict.second))")
    }
    return outcome.builds
  }
}
