// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// A request in kubectl's syntax.
struct QuestionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A subresource, such as log or scale", valueName: "name"))
  var subresource: String?

  @Option(help: ArgumentHelp("The object's name, when TYPE/NAME is ambiguous", valueName: "name"))
  var name: String?

  @Flag(name: [.customShort("A"), .long], help: "Ask for all namespaces at once")
  var allNamespaces = false

  /// What is asked: about the actions, or without any by the first two of `words`.
  func asked(
    _ words: [String], or actions: [String], namespace: String?
  ) -> AskRequest.Asked {
    guard actions.isEmpty else { return .actions(actions, namespace: namespace) }
    return .question(
      Question(
        verb: words[0], type: words[1], subresource: subresource, name: name,
        namespace: namespace, isForAllNamespaces: allNamespaces))
  }
}
