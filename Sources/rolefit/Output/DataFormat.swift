// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import YAMLSyntax

/// How data is written.
enum DataFormat: String, ExpressibleByArgument, CaseIterable {
  case yaml, json

  func text(of value: YAMLValue) -> String {
    switch self {
    case .yaml: YAMLEmitter.text(value)
    case .json: JSONEmitter.document(value)
    }
  }

  /// The command that a comment names; `nil` for what has no comments.
  func marks(_ command: String) -> String? { self == .yaml ? command : nil }

  /// The objects as kubectl takes them: documents of YAML, or one JSON object, which is a List
  /// where there are more or less than one.
  func text(of objects: [YAMLValue]) -> String {
    switch self {
    case .yaml: return YAMLEmitter.text(objects)
    case .json:
      guard objects.count != 1 else { return JSONEmitter.document(objects[0]) }
      return JSONEmitter.document(
        .mapping([
          YAMLValue.Entry("apiVersion", .string("v1")), YAMLValue.Entry("kind", .string("List")),
          YAMLValue.Entry("items", .sequence(objects)),
        ]))
    }
  }
}

/// How an answer is written that is no report.
enum AnswerFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}
