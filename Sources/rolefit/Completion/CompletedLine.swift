// SPDX-License-Identifier: Apache-2.0

/// The words of a command line before the one that is completed.
struct CompletedLine {
  /// The command that they have come to.
  private(set) var command: CommandTree
  /// The option whose value is next.
  private(set) var open: CommandTree.Option?
  /// What is neither an option nor its value, nor a command.
  private(set) var arguments: [String] = []
  /// Whether `--` was met, after which nothing is an option.
  private(set) var isOnlyArguments = false
  private var names: Set<String> = []
  private var values: [String: String] = [:]

  init(_ words: some Sequence<String>, of root: CommandTree) {
    command = root
    for word in words { read(word) }
  }

  private mutating func read(_ word: String) {
    if let option = open {
      values[option.longName] = word
      open = nil
    } else if isOnlyArguments {
      arguments.append(word)
    } else if word == "--" {
      isOnlyArguments = true
    } else if word.hasPrefix("-"), word != "-" {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(String.init)
      guard let option = command.option(parts[0]) else { return }
      names.insert(option.longName)
      if parts.count == 2 {
        values[option.longName] = parts[1]
      } else if option.takesValue {
        open = option
      }
    } else if let next = command.subcommand(word) {
      // `rolefit help verify`
      if next.name != "help" { command = next }
    } else {
      arguments.append(word)
    }
  }

  func given(_ option: CommandTree.Option) -> Bool { names.contains(option.longName) }

  /// The value that an option has.
  func value(of name: String) -> String? { values[name] }

  /// Whether a question is asked in another way than by its first two arguments.
  var asksWholly: Bool { names.contains("--actions") || names.contains("--batch") }
}
