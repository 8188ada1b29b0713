// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import Reports
import UseCases

/// What may stand where the cursor is, for shells.
///
/// The protocol is that of kubectl's plugins, which is Cobra's (`completions.go`): a candidate a
/// line, a tab before what is said of it, and at the end a line with a colon and a sum of bits.
struct Completion {
  /// The word under which shells ask.
  static let command = "__complete"

  /// What the shell is to do besides.
  struct Directive: OptionSet {
    let rawValue: Int

    static let noSpace = Directive(rawValue: 2)
    static let noFiles = Directive(rawValue: 4)
    static let foldersOnly = Directive(rawValue: 16)
  }

  private(set) var candidates: [CompletionWords.Candidate] = []
  private(set) var directive: Directive = []

  /// - Parameter words: what stands after the program's name; the last is completed, and may be
  ///   empty.
  init(of words: [String], _ outside: Outside) {
    let line = CompletedLine(words.dropLast(), of: .root)
    let word = words.last ?? ""
    let vocabulary = CompletionWords(
      catalog: line.value(of: "--catalog"), configuration: line.value(of: "--config"),
      kubeconfig: line.value(of: "--kubeconfig"), outside)
    if let option = line.open {
      offer(option, line.command, vocabulary, for: word, behind: "")
    } else if !line.isOnlyArguments, word.hasPrefix("--"), let end = word.firstIndex(of: "="),
      let option = line.command.option(String(word[..<end])), option.takesValue
    {
      let prefix = String(word[...end])
      offer(
        option, line.command, vocabulary, for: String(word.dropFirst(prefix.count)),
        behind: prefix)
    } else if !line.isOnlyArguments, word.hasPrefix("-") {
      offerOptions(line, for: word)
    } else {
      offerArguments(line, vocabulary, for: word)
    }
  }

  /// The answer as it is printed. A word that a terminal would obey is offered to nobody.
  var text: String {
    candidates.filter { $0.word == DisplayText.safe($0.word) }.map { candidate in
      let about = DisplayText.safe(candidate.about)
      return about.isEmpty ? candidate.word + "\n" : "\(candidate.word)\t\(about)\n"
    }.joined() + ":\(directive.rawValue)\n"
  }

  private mutating func offerOptions(_ line: CompletedLine, for word: String) {
    directive = .noFiles
    for option in line.command.options where option.isRepeating || !line.given(option) {
      // Short names are offered to nobody who has begun to write a long one.
      let names = word == "-" ? option.names : [option.longName]
      for name in names where name.hasPrefix(word) {
        candidates.append(CompletionWords.Candidate(name, option.abstract))
      }
    }
  }

  private mutating func offerArguments(
    _ line: CompletedLine, _ vocabulary: CompletionWords, for word: String
  ) {
    let command = line.command
    if !command.subcommands.isEmpty {
      directive = .noFiles
      candidates = command.subcommands.map {
        CompletionWords.Candidate($0.name, $0.abstract)
      }.filter { $0.word.hasPrefix(word) }
    } else if command.arguments.contains("words"), !line.asksWholly, line.arguments.count < 2 {
      directive = .noFiles
      candidates =
        (line.arguments.isEmpty ? vocabulary.verbs : vocabulary.resources)
        .filter { $0.word.hasPrefix(word) }
    } else if command.arguments.isEmpty {
      directive = .noFiles
    }
  }

  private mutating func offer(
    _ option: CommandTree.Option, _ command: CommandTree, _ vocabulary: CompletionWords,
    for word: String, behind prefix: String
  ) {
    switch CompletedValue(of: option, in: command) {
    case .files: return
    case .folders: directive = .foldersOnly
    case .free: directive = .noFiles
    case .format(let names):
      // What follows the sign is a path.
      guard !word.contains("=") else { return }
      add(names.map { CompletionWords.Candidate($0) }, for: word, behind: prefix)
    case .word(let words):
      add(words(vocabulary), for: word, behind: prefix)
    case .list(let words):
      let done = word.lastIndex(of: ",").map { String(word[...$0]) } ?? ""
      let named = Set(done.split(separator: ",").map(String.init))
      add(
        words(vocabulary).filter { !named.contains($0.word) },
        for: String(word.dropFirst(done.count)), behind: prefix + done)
      directive.insert(.noSpace)
    }
  }

  private mutating func add(
    _ words: [CompletionWords.Candidate], for word: String, behind prefix: String
  ) {
    directive.insert(.noFiles)
    for candidate in words where candidate.word.hasPrefix(word) {
      candidates.append(CompletionWords.Candidate(prefix + candidate.word, candidate.about))
    }
  }
}
