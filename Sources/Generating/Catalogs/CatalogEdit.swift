// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// Puts entries into a catalog's text, and leaves all else as it is written.
struct CatalogEdit {
  private let source: SourceText
  private let root: YAMLNode
  /// What is put in the place of which bytes, in the order it was asked for.
  private var changes: [(range: Range<Int>, text: String)] = []

  init(_ source: SourceText) throws(Failure) {
    self.source = source
    guard let root = YAMLStream.read(source).documents.first else {
      throw .unjudged(
        "catalog-empty", "there is no catalog in this file", at: .startOf(file: source.name))
    }
    self.root = root
  }

  /// The text with all changes.
  var text: String {
    var bytes = source.bytes
    let order = changes.indices.sorted {
      (changes[$0].range.lowerBound, $0) > (changes[$1].range.lowerBound, $1)
    }
    for place in order {
      bytes.replaceSubrange(changes[place].range, with: Array(changes[place].text.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Declares custom resources.
  mutating func declare(_ resources: LearnedResources) throws(Failure) {
    let declared = root["crds"].map { Array($0.elements) } ?? []
    for (place, verbs) in resources.wider.sorted(by: { $0.key < $1.key }) {
      guard let node = declared[place]["verbs"] else {
        throw unwritable(declared[place], "name the verbs that it serves, as `verbs: […]`")
      }
      let line = YAMLEmitter.line(.strings(verbs))
      guard isFlow(node) else { throw unwritable(node, "write the verbs as `[…]`") }
      changes.append((node.byteRange, line))
    }
    guard !resources.new.isEmpty else { return }
    if let list = root["crds"] {
      try append(resources.elements, to: list)
    } else if let key = root.entries.first(where: { $0.key.text == "actions" })?.key {
      let lines = CommentedYAML.mapping(resources.parts.filter { $0 != .blankLine }).text
      let start = lineStart(before: key.byteRange.lowerBound)
      changes.append((start..<start, lines + "\n"))
    }
  }

  /// Puts an action at the end of the list.
  mutating func append(action: CommentedYAML) throws(Failure) {
    guard let list = root["actions"] else { return }
    try append([.blankLine, .element(action)], to: list)
  }

  /// Gives the action what was learned of it.
  mutating func change(_ id: String, _ learner: ActionLearner) throws(Failure) {
    let entries = ["actions", "capabilities"].flatMap { root[$0].map { Array($0.elements) } ?? [] }
    guard let entry = entries.first(where: { $0["id"]?.text == id }), let list = entry["steps"]
    else {
      throw .unjudged(
        "catalog-edit", "'\(id)' comes from an entry that is for several kinds",
        at: root["actions"]?.range, remedy: "give it an entry of its own, or learn another id")
    }
    let steps = Array(list.elements)
    var added: [CommentedYAML.Part] = []
    for change in learner.changes {
      switch change {
      case .added(let place): added.append(.element(learner.steps[place].yaml))
      case .widened(let place):
        guard place < steps.count else { continue }
        try widen(steps[place], learner.steps[place])
      }
    }
    if !added.isEmpty { try append(added, to: list) }
  }

  /// Gives a step the name that was learned for it.
  private mutating func widen(_ step: YAMLNode, _ learned: LearnedStep) throws(Failure) {
    guard let name = step["request"]?["name"] else { return }
    changes.append((name.byteRange, YAMLEmitter.line(.string(learned.nameText))))
    guard let list = step["evidence"] else { return }
    let evidence = learned.evidence
    let new = evidence.dropFirst(list.elements.count)
    if isFlow(list) {
      changes.append((list.byteRange, YAMLEmitter.line(.strings(evidence))))
    } else {
      try append(new.map { .element(.line(.string($0))) }, to: list)
    }
  }

  private mutating func append(
    _ parts: [CommentedYAML.Part], to list: YAMLNode
  ) throws(Failure) {
    guard let first = list.elements.first, !isFlow(list), let dash = dash(before: first),
      let last = Array(list.elements).last
    else { throw unwritable(list, "write the list with one element a line, each after a dash") }
    let indent = String(repeating: " ", count: dash - lineStart(before: dash))
    let lines = CommentedYAML.sequence(parts).text.split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast()
    var text = lines.map { $0.isEmpty ? "\n" : "\(indent)\($0)\n" }.joined()
    var end = last.byteRange.upperBound
    if !(end > 0 && source.bytes[end - 1] == 0x0A) {
      while end < source.bytes.count, source.bytes[end] != 0x0A { end += 1 }
      if end < source.bytes.count { end += 1 } else { text = "\n" + text }
    }
    changes.append((end..<end, text))
  }

  /// Where the dash of a list's first element is; `nil` where there is something else before it.
  private func dash(before element: YAMLNode) -> Int? {
    var place = element.byteRange.lowerBound
    let start = lineStart(before: place)
    while place > start {
      place -= 1
      switch source.bytes[place] {
      case 0x20: continue
      case 0x2D:
        return source.bytes[start..<place].allSatisfy { $0 == 0x20 } ? place : nil
      default: return nil
      }
    }
    return nil
  }

  private func lineStart(before offset: Int) -> Int {
    source.bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  }

  private func isFlow(_ node: YAMLNode) -> Bool {
    let start = node.byteRange.lowerBound
    return start < source.bytes.count && [0x5B, 0x7B].contains(source.bytes[start])
  }

  private func unwritable(_ node: YAMLNode, _ remedy: String) -> Failure {
    .unjudged(
      "catalog-edit", "nothing can be put into this as it is written", at: node.range,
      remedy: remedy)
  }
}
