// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// The rules that stand in patches, so that those which a patch brings can be placed.
struct PatchRules {
  /// Where a rule of a patch stands.
  enum Place {
    /// Here.
    case exactly(YAMLNode)
    /// Somewhere in this text, which stands in a kustomization.
    case within(YAMLNode)
  }

  private var places: [YAMLValue: [Place]] = [:]

  /// - Parameters:
  ///   - files: the documents of patches.
  ///   - inline: texts of kustomizations that hold more than a line.
  init(files: [YAMLNode] = [], inline: [YAMLNode] = []) {
    for document in files { add(rulesIn: document) { .exactly($0) } }
    for text in inline {
      if let lines = Self.linesAsWritten(text) {
        for document in YAMLStream.read(lines).documents {
          add(rulesIn: document) { .exactly($0) }
        }
      } else {
        let source = SourceText(name: "", text: text.text ?? "")
        for document in YAMLStream.read(source).documents {
          add(rulesIn: document) { _ in .within(text) }
        }
      }
    }
  }

  /// The lines of a text after `|`, which stand in the file as they are but for their indentation.
  private static func linesAsWritten(_ text: YAMLNode) -> SourceText? {
    let bytes = text.source.bytes
    let range = text.byteRange
    guard !range.isEmpty, bytes[range.lowerBound] == UInt8(ascii: "|"),
      let header = bytes[range].firstIndex(of: 0x0A)
    else { return nil }
    return text.source.part(header + 1..<range.upperBound)
  }

  private mutating func add(rulesIn node: YAMLNode, _ place: (YAMLNode) -> Place) {
    switch node.kind {
    case .scalar: break
    case .sequence: for element in node.elements { add(rulesIn: element, place) }
    case .mapping:
      if node["verbs"]?.kind == .sequence {
        places[node.orderless, default: []].append(place(node))
      } else {
        for entry in node.entries { add(rulesIn: entry.value, place) }
      }
    }
  }

  /// The one place that a rule can come from; `nil` where none is known, or several are.
  func place(of rule: YAMLNode) -> Place? {
    guard let found = places[rule.orderless], found.count == 1 else { return nil }
    return found[0]
  }
}
