// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import RBAC

/// A word of the command line in the place of a command, where there is none of that name.
struct UnknownCommand {
  private let word: String
  /// What stands before it, such as `generate`.
  private let path: [String]
  private let parent: CommandTree
  private let root: CommandTree

  /// `nil` where every command that is named exists.
  init?(among words: some Sequence<String>, of root: CommandTree) {
    var parent = root
    var path: [String] = []
    var words = Array(words)
    // `help COMMAND` asks about what stands behind it.
    if words.first == "help" { words.removeFirst() }
    for word in words {
      guard !parent.subcommands.isEmpty, !word.hasPrefix("-") else { return nil }
      guard let next = parent.subcommand(word) else {
        self.word = word
        self.path = path
        self.parent = parent
        self.root = root
        return
      }
      path.append(word)
      parent = next
    }
    return nil
  }

  var failure: Failure {
    let place = path.isEmpty ? "" : " of '\(path.joined(separator: " "))'"
    let names = parent.subcommands.map(\.name).joined(separator: ", ")
    return .usage(
      "there is no command '\(word)'\(place)" + (meant.map { "; did you mean '\($0)'?" } ?? ""),
      remedy: "the commands\(place) are: \(names)")
  }

  /// The command that was probably meant: one with nearly that name or that begins so, here before
  /// elsewhere.
  private var meant: String? {
    for tree in [parent, root] {
      let paths = Self.paths(below: tree)
      let here = paths.filter { $0.count == 1 }.map { $0[0] }
      let begun = here.filter { $0.hasPrefix(word) }
      if let near = Suggestion.nearest(to: word, among: here, within: .misreading) { return near }
      if begun.count == 1 { return begun[0] }
      let names = paths.compactMap(\.last)
      guard let near = Suggestion.nearest(to: word, among: names, within: .misreading) else {
        continue
      }
      return paths.first { $0.last == near }?.joined(separator: " ")
    }
    return nil
  }

  private static func paths(below tree: CommandTree) -> [[String]] {
    tree.subcommands.flatMap { command in
      [[command.name]] + paths(below: command).map { [command.name] + $0 }
    }
  }
}
