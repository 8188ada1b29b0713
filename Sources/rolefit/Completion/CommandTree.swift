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

  var name: String
  var abstract: String
  var options: [Option]
  /// What the help calls its arguments, in their order.
  var arguments: [String]
  var subcommands: [CommandTree]

  /// All of rolefit.
  static var root: CommandTree {
    let source = SourceText(name: "<help>", text: Rolefit._dumpHelp())
    let command = YAMLStream.read(source).documents.first?["command"]
    return command.map(CommandTree.init)
      ?? CommandTree(name: "", abstract: "", options: [], arguments: [], subcommands: [])
  }

  func subcommand(_ name: String) -> CommandTree? { subcommands.first { $0.name == name } }

  func option(_ name: String) -> Option? { options.first { $0.names.contains(name) } }
}

extension CommandTree {
  private init(_ node: YAMLNode) {
    name = node["commandName"]?.text ?? ""
    abstract = node["abstract"]?.text ?? ""
    subcommands = node["subcommands"]?.elements.map { CommandTree($0) } ?? []
    options = []
    arguments = []
    for argument in node["arguments"].map({ Array($0.elements) }) ?? []
    where argument["shouldDisplay"]?.text != "false" {
      if argument["kind"]?.text == "positional" {
        arguments.append(argument["valueName"]?.text ?? "")
      } else {
        options.append(Option(argument))
      }
    }
  }
}

extension CommandTree.Option {
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
