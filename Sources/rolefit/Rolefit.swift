// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host
import Reports
import UseCases

/// The command line.
@main
struct Rolefit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: commandName,
    abstract: "Exact RBAC for agents in Kubernetes clusters",
    discussion: """
      Example:
        rolefit rules --actions scale:deployment,delete:pod
        rolefit verify examples/clusterrole.yaml \\
          --actions scale:deployment,delete:pod

      Options that several commands share mean the same in each, and can be given as a flag \
      (--kube-version), in the environment (ROLEFIT_KUBE_VERSION) or in .rolefit.yaml \
      (kube-version); the first of these counts. What nobody names is taken from what is judged: \
      the agent's configuration, the tag of its image, the API server's version; then from what is \
      on record for the chart's version; then it is the newest that is known, and stderr says so.

      Exit codes: 0 clean, 1 findings, 2 could not be judged, 3 undetermined, 64 usage.
      """,
    version: Version.text,
    subcommands: [
      ActionsCommand.self, RulesCommand.self, GenerateCommand.self, VerifyCommand.self,
      LintCommand.self, CanICommand.self, WhoCanCommand.self, RolesCommand.self, DiffCommand.self,
      ReachCommand.self, ExplainCommand.self, ReadyCommand.self, ProveCommand.self,
      ReportCommand.self, UsageCommand.self, RecordCommand.self, DeployerCommand.self,
      CatalogCommand.self,
    ])

  /// As the user called it: kubectl runs its plugin under a name of its own.
  private static var commandName: String {
    let name = CommandLine.arguments.first?.split(separator: "/").last
    return name == "kubectl-rolefit" ? "kubectl rolefit" : "rolefit"
  }

  static func main() {
    Console.occupyStandardStreams()
    Console.ignoreBrokenPipes()
    let words = CommandLine.arguments.dropFirst()
    do {
      if try answer(words) { return }
      // ArgumentParser shows the help of all where it knows no command of that name.
      let wantsHelp = words.first == "help" || words.contains("--help") || words.contains("-h")
      if wantsHelp, let failure = UnknownCommand(among: words, of: .root)?.failure {
        throw failure
      }
      var command = try command(named: words)
      try command.run()
    } catch let failure as Failure {
      ErrorStream.shared.endProgress()
      ErrorStream.shared.show(.diagnostics(failure.diagnostics))
      exit(withError: ExitCode(failure.exit.rawValue))
    } catch let error as HostError {
      // The reader of a stream of answers that went away has what it wanted.
      if error.kind == .closedPipe { exit(withError: ExitCode.success) }
      Console.writeError(("rolefit: \(error)\n" as ShownText).string)
      exit(withError: ExitCode(Exit.unjudged.rawValue))
    } catch let exit as Exit {
      Self.exit(withError: ExitCode(exit.rawValue))
    } catch {
      if exitCode(for: error) == .validationFailure,
        let failure = UnknownCommand(among: words, of: .root)?.failure
      {
        ErrorStream.shared.show(.diagnostics(failure.diagnostics))
        exit(withError: ExitCode(failure.exit.rawValue))
      }
      end(error)
    }
  }

  /// Ends as ArgumentParser does, with its words made safe: they repeat what was given.
  private static func end(_ error: any Error) -> Never {
    let code = exitCode(for: error)
    var message = fullMessage(for: error)
    // A line feed in an argument is none of the message.
    for word in CommandLine.arguments.flatMap({ [$0] + $0.split(separator: "=").map(String.init) })
    where word.contains(where: \.isNewline) {
      message = message.split(separator: word, omittingEmptySubsequences: false)
        .joined(separator: ("\(word)" as ShownText).string)
    }
    // A command's own exit code has no message.
    let text = message.isEmpty ? "" : ShownText(lines: message + "\n").string
    if code.isSuccess {
      try? Console.writeOutput(text)
    } else {
      Console.writeError(text)
    }
    exit(withError: code)
  }

  /// The command that words name, with its options.
  ///
  /// ArgumentParser goes through every command on the way to one, which takes as long as most
  /// commands' work. So the one that is named is read as if it were alone. What it makes nothing of
  /// (a fault, a call for help) is left to the tree as a whole, which knows how a user calls it.
  private static func command(
    named words: ArraySlice<String>
  ) throws -> any ParsableCommand {
    var rest = words
    var named: any ParsableCommand.Type = Self.self
    while let word = rest.first,
      let next = named.configuration.subcommands.first(where: {
        $0.configuration.commandName == word
      })
    {
      named = next
      rest.removeFirst()
    }
    if named.configuration.subcommands.isEmpty, let alone = try? named.parseAsRoot(Array(rest)),
      type(of: alone) == named
    {
      return alone
    }
    return try parseAsRoot()
  }

  /// Answers what is no command: a shell that completes, and a question for the version alone.
  private static func answer(_ words: ArraySlice<String>) throws -> Bool {
    if words == ["--version"] {
      try Console.writeOutput(Version.text + "\n")
      return true
    }
    if words.first == Completion.command {
      try Console.writeOutput(Completion(of: Array(words.dropFirst()), .commandLine).text)
      return true
    }
    if words.first == PackedCatalog.command, let path = words.dropFirst().first {
      try Console.writeOutput(PackedCatalog.text(ofCatalogAt: path))
      return true
    }
    guard let script = CompletionScript(askedBy: words) else { return false }
    try Console.writeOutput(script.text)
    return true
  }
}
