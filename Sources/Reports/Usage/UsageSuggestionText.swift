// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

/// What switches on a set of actions that was seen: options of rolefit, and Helm values.
package struct UsageSuggestionText {
  private let actions: [String]
  private let capabilities: [String]
  private let values: YAMLValue?

  package init(actions: [String], capabilities: [String], values: YAMLValue?) {
    self.actions = actions
    self.capabilities = capabilities
    self.values = values
  }

  /// The options stand in a comment, so that the whole is a values file.
  package var text: String {
    var options: ShownText =
      "# --enable \(actions.isEmpty ? "none" : actions.joined(separator: ","))"
    if !capabilities.isEmpty {
      options += " --capabilities \(capabilities.joined(separator: ","))"
    }
    return options.string + "\n" + (values.map { YAMLEmitter.text($0) } ?? "")
  }
}
