// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics
import RBAC

extension Failure {
  /// A name that is not among those there are, with the one that was probably meant. Of many names
  /// all are listed only where none is near.
  ///
  /// - Parameters:
  ///   - kind: what it would name, such as `rule`.
  ///   - option: what gives it, such as `--select`.
  ///   - remedy: what lists the names, as a clause.
  package static func unknown(
    _ kind: String, _ word: String, among names: [String], option: String? = nil,
    remedy: String? = nil
  ) -> Failure {
    let meant = Suggestion.nearest(to: word, among: names, within: .misreading)
    let isLong = names.count > 20 && meant != nil && remedy != nil
    let list = isLong ? nil : "there are: \(names.joined(separator: ", "))"
    return .usage(
      (option.map { "\($0): " } ?? "") + "there is no \(kind) '\(word)'"
        + (meant.map { "; did you mean '\($0)'?" } ?? ""),
      remedy: [list, remedy].compactMap(\.self).joined(separator: "; "))
  }

  /// Words that select nothing in a catalog.
  package static func selection(
    _ error: SelectionError, of catalog: Catalog, option: String
  ) -> Failure {
    switch error {
    case .unknown(let word, _) where option == "--capabilities":
      .unknown(
        "capability", word, among: catalog.capabilities.map(\.id) + ["default", "none"],
        option: option)
    case .unknown(let word, _):
      .unknown(
        "action", word,
        among: catalog.actions.map(\.id) + catalog.sets.map(\.name) + ["all", "none"],
        option: option, remedy: "`rolefit actions` lists them")
    case .unknownDialect(let word, _):
      .unknown("dialect", word, among: catalog.dialects.map(\.name), option: option)
    case .badChartVersion:
      .usage("\(option): \(error.description)", remedy: "write it like k8s-watcher@1.18.17")
    case .agentTooOld, .agentTooNew, .stillRequired, .chartTooOld:
      .usage("\(option): \(error.description)")
    }
  }

  /// The same, with the option at fault before what is wrong with its value.
  func naming(_ option: OptionName, from origin: ValueOrigin) -> Failure {
    let label =
      switch origin {
      case .environment: option.variable
      case .configuration(let file): "\(option.rawValue) in \(file)"
      default: "--\(option.rawValue)"
      }
    var failure = self
    failure.diagnostics = diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.message = "\(label): \(diagnostic.message)"
      return diagnostic
    }
    return failure
  }
}
