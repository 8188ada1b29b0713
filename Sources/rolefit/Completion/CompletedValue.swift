// SPDX-License-Identifier: Apache-2.0

import UseCases

/// What an option takes, as far as it can be completed.
enum CompletedValue {
  typealias Words = @Sendable (CompletionWords) -> [CompletionWords.Candidate]

  case files
  case folders
  /// A report's format, which may be followed by `=PATH`.
  case format([String])
  case word(Words)
  /// Several of these words, with commas between them.
  case list(Words)
  /// What nobody can know.
  case free

  init(of option: CommandTree.Option, in command: CommandTree) {
    let choices = option.choices
    if !choices.isEmpty {
      self =
        option.valueName.contains("=path")
        ? .format(choices) : .word { _ in choices.map { CompletionWords.Candidate($0) } }
    } else if let words = Self.words(of: option.longName, in: command.name) {
      self = words
    } else {
      self = Self.place(option.valueName)
    }
  }

  private static func words(of option: String, in command: String) -> CompletedValue? {
    switch (option, command) {
    case ("--actions", _), ("--enable", _), ("--disable", _), ("--forbid", _): .list(\.actions)
    case ("--capabilities", _): .list(\.capabilities)
    case ("--context", _): .word(\.contexts)
    case ("--contexts", _): .list(\.contexts)
    case ("--describe", _): .word { $0.rules + [CompletionWords.Candidate("all")] }
    case ("--dialect", _): .word(\.dialects)
    case ("--fail-on", "diff"): .word(\.differences)
    case ("--fail-on", "lint"): .word(\.severities)
    case ("--fail-on", _): .list(\.conditions)
    case ("--kube-version", _), ("--to-kube", _): .word(\.kubernetesVersions)
    case ("--only", _): .list(\.targets)
    case ("--select", _), ("--ignore", _): .list { $0.rules + $0.categories }
    case ("--transport", _): .word(\.transports)
    default: nil
    }
  }

  /// By what the help calls the value.
  private static func place(_ name: String) -> CompletedValue {
    switch name {
    case "file", "ref", "role|chart|-": .files
    case "dir", "folder": .folders
    default: .free
    }
  }
}
