// SPDX-License-Identifier: Apache-2.0

import Catalog
package import Diagnostics

/// The set of actions as the options name it. This is the only place that says whether anybody
/// names one.
package struct SetRequest: Sendable {
  /// What names the whole set.
  package enum Named: Sendable {
    /// Ids, set names, `all`, `none`; each may hold several, divided by commas.
    case actions([String])
    /// Paths of Helm values files, or `-`.
    case values([String])
  }

  /// `nil` where nobody names the whole set, which is then found elsewhere.
  package var named: Named?
  /// What changes the set that was named or found. With both empty it is the whole set itself.
  package var enabled: [String]
  package var disabled: [String]
  /// What the agent reads; `nil` where nobody says.
  package var capabilities: [String]?
  /// The namespaces that the agent is confined to; `nil` where nobody says.
  package var watchNamespaces: [String]?

  /// Whether options name actions at all.
  package var namesActions: Bool { named != nil || !enabled.isEmpty }

  /// The values files that name the set: they go to helm too, where it renders a chart.
  package var valuesFiles: [String] {
    if case .values(let files) = named { files } else { [] }
  }

  package init(_ options: Options) throws(Failure) {
    named = try Self.named(options)
    // A set that the command line names is changed by the command line alone.
    let isNamedHere = options.commandLineNames(.actions, .values)
    func change(_ name: OptionName, _ key: OptionKey<[String]>) -> [String] {
      isNamedHere || options.commandLineNames(name)
        ? options.commandLine.list(key) : options.list(key)
    }
    enabled = change(.enable, .enable)
    disabled = change(.disable, .disable)
    let capabilities = options.list(.capabilities)
    self.capabilities = capabilities.isEmpty ? nil : capabilities
    let namespaces = options.list(.watchNamespace)
    watchNamespaces = namespaces.isEmpty ? nil : namespaces
  }

  /// The option that gives the word which selects nothing.
  func option(of error: SelectionError) -> String {
    guard let word = error.word else { return "--actions" }
    func gives(_ words: [String]) -> Bool {
      words.contains { $0.split { $0 == "," || $0.isWhitespace }.contains { $0 == word } }
    }
    if case .actions(let words) = named, gives(words) { return "--actions" }
    return gives(enabled) ? "--enable" : gives(disabled) ? "--disable" : "--actions"
  }

  /// Of two options that both name the whole set the nearer counts; as near as each other, they
  /// contradict each other.
  private static func named(_ options: Options) throws(Failure) -> Named? {
    for layer in options.nearestFirst {
      switch (layer[.actions], layer[.values]) {
      case (nil, nil): continue
      case (let words?, nil):
        guard words.contains(where: { $0.contains { $0 != "," && !$0.isWhitespace } }) else {
          throw .usage(
            "the set of actions is empty text",
            remedy: "name actions, or `none` for the empty set")
        }
        return .actions(words)
      case (nil, let files?): return .values(files)
      case (_?, _?):
        throw .usage(
          "--actions and --values both name the whole set",
          remedy: "change the set of the values file with --enable and --disable")
      }
    }
    return nil
  }
}
