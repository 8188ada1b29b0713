// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import YAMLSyntax

/// A command as its help describes it, with those below it: for completions, and for what to say of
/// a command that there is not.
struct CommandTree {
  /// A flag, or an option with its value.
  struct Option {
    /// As they are typed: `--output`, `-o`.
    var names: [String]
    var takesValue: Bool
    var isRepeating: Bool
    /// What the help calls the value, such as `file`.
    var valueName: String
    /// The values that there are, where they are few.
    var choices: [String]
    var abstract: String

    var longName: String { names.first { $0.hasPrefix("--") } ?? names.first ?? "" }
  }

  /// What a command takes besides the names of others.
  private struct Parts {
    var options: [Option] = []
    var arguments: [String] = []
  }

  let name: String
  let abstract: String
  /// `nil` for the command that ArgumentParser adds, which shows help.
  private let type: (any ParsableCommand.Type)?
  private let parts = Lazy<Parts>()

  /// All of rolefit.
  static var root: CommandTree { CommandTree(Rolefit.self) }

  private init(_ type: any ParsableCommand.Type) {
    self.type = type
    name = type.configuration.commandName ?? ""
    abstract = type.configuration.abstract
  }

  /// Help as a command.
  private init() {
    type = nil
    name = "help"
    abstract = "Show subcommand help information."
  }

  /// The commands below it.
  var subcommands: [CommandTree] {
    let own = type?.configuration.subcommands.map { CommandTree($0) } ?? []
    return type == Rolefit.self ? own + [CommandTree()] : own
  }

  var options: [Option] { parts.value(read).options }

  /// What the help calls its arguments, in their order.
  var arguments: [String] { parts.value(read).arguments }

  func subcommand(_ name: String) -> CommandTree? { subcommands.first { $0.name == name } }

  func option(_ name: String) -> Option? { options.first { $0.names.contains(name) } }
}

extension CommandTree {
  /// Reads what the help says of the command alone: to describe those below it takes ArgumentParser
  /// as long as all else does. A command that has some takes nothing of its own.
  private func read() -> Parts {
    var parts = Parts()
    guard let type else { return parts }
    if type.configuration.subcommands.isEmpty {
      let source = SourceText(name: "<help>", text: type._dumpHelp())
      let command = YAMLStream.read(source).documents.first?["command"]
      for argument in command?["arguments"].map({ Array($0.elements) }) ?? []
      where argument["shouldDisplay"]?.text != "false" {
        if argument["kind"]?.text == "positional" {
          parts.arguments.append(argument["valueName"]?.text ?? "")
        } else {
          parts.options.append(Option(argument))
        }
      }
    }
    // These are the same everywhere; by itself, a command has no version.
    parts.options.removeAll { $0.names.contains("--help") }
    parts.options.append(Option(flag: ["--version"], "Show the version."))
    parts.options.append(Option(flag: ["-h", "--help"], "Show help information."))
    return parts
  }
}

extension CommandTree.Option {
  fileprivate init(flag names: [String], _ abstract: String) {
    self.names = names
    self.abstract = abstract
    takesValue = false
    isRepeating = false
    valueName = ""
    choices = []
  }

  fileprivate init(_ node: YAMLNode) {
    names =
      node["names"]?.elements.map { name in
        (name["kind"]?.text == "long" ? "--" : "-") + (name["name"]?.text ?? "")
      } ?? []
    takesValue = node["kind"]?.text == "option"
    isRepeating = node["isRepeating"]?.text == "true"
    valueName = node["valueName"]?.text ?? ""
    choices = node["allValues"]?.elements.compactMap(\.text) ?? []
    abstract = node["abstract"]?.text ?? ""
  }
}
