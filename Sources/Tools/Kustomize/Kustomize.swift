// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host

/// The user's own kustomize, or the one that is in kubectl.
package struct Kustomize: Sendable {
  private let runner: any ToolRunner
  /// How long one build may take, in seconds: it may have to fetch what is elsewhere.
  private static let timeout = 120

  package init(_ runner: any ToolRunner) { self.runner = runner }

  /// What a kustomization came to.
  package struct Output: Sendable {
    /// The objects, as YAML.
    package var bytes: [UInt8]
    /// What was printed besides, line by line, without what every old kustomization is told of its
    /// fields.
    package var warnings: [String]
  }

  /// Why there is no output.
  package enum Problem: Error {
    /// There is neither a kustomize nor a kubectl.
    case noProgram
    /// What the program said, in one line or more.
    case refused([String])
  }

  /// Builds a folder with `kustomize build`, or with `kubectl kustomize` where there is none.
  package func build(_ folder: String) throws(Problem) -> Output {
    // A path that starts with a dash would be a flag.
    let place = folder.hasPrefix("-") ? "./\(folder)" : folder
    for (program, words) in [("kustomize", "build"), ("kubectl", "kustomize")] {
      let result: Program.Result
      do {
        result = try runner.run(ToolCall(program, [words, place], seconds: Self.timeout))
      } catch {
        switch error.kind {
        case .notFound: continue
        case .timedOut:
          throw .refused(["\(program) has not ended after \(Self.timeout) s and was stopped"])
        default: throw .refused(["\(program) could not be run: \(error.reason)"])
        }
      }
      guard result.status == 0 else { throw .refused(Self.words(of: result)) }
      return Output(bytes: result.output, warnings: Self.warnings(result.error))
    }
    throw .noProgram
  }

  /// What stops a run without either program.
  package static let missing = Failure.unjudged(
    "program",
    "a kustomization is judged as it is built, and neither kustomize nor kubectl is installed, or "
      + "on PATH",
    remedy: "install kubectl or kustomize, or give what `kubectl kustomize` prints elsewhere")

  /// The error itself first, without its mark and without anything secret.
  private static func words(of result: Program.Result) -> [String] {
    let lines = result.error.split(whereSeparator: \.isNewline).map {
      KubectlMessage.withoutSecrets(String($0))
    }
    let marks = ["error: ", "Error: "]
    guard let place = lines.firstIndex(where: { line in marks.contains(where: line.hasPrefix) })
    else {
      return lines.isEmpty ? ["it failed with status \(result.status) and said nothing"] : lines
    }
    return [String(lines[place].dropFirst(marks[0].count))] + lines[(place + 1)...]
  }

  private static func warnings(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { KubectlMessage.withoutSecrets(String($0)) }.filter
    { line in
      !line.contains("deprecated") && !line.contains("kustomize edit fix")
    }
  }
}
