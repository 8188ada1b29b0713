// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
import RBAC

/// What is said of a chart's switches: one clause each.
package struct MatrixSentence {
  private let matrix: ChartMatrix

  package init(_ matrix: ChartMatrix) { self.matrix = matrix }

  /// `a and b`.
  func names(_ switches: [Int]) -> String {
    let keys = switches.map { matrix.toggles[$0].key }
    guard let last = keys.last, keys.count > 1 else { return keys.first ?? "" }
    return "\(keys.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// What a fault is, without its rules and places.
  package func fault(_ fault: SwitchFault) -> String {
    let switches = names(fault.switches)
    let others = names(fault.others)
    let actions = Self.list(fault.actions)
    switch fault.kind {
    case .rejected:
      let which =
        fault.isEverywhere
        ? "in every combination that was tried"
        : fault.switches.isEmpty
          ? "with \(combination(fault.example))"
          : "with " + settings(fault.switches, in: fault.example)
      return "\(which), the API server rejects what is rendered: \(fault.detail ?? "")"
    case .gatesNothing:
      let why =
        fault.isByWildcard
        ? "\(actions) is granted by a wildcard, whether it is on or off"
        : "\(actions) is granted, whether it is on or off"
      return "\(switches) gates nothing: \(why)"
    case .gatesAnother:
      return "\(switches) gates a rule of \(others), the one for \(actions)"
    case .staysPossible:
      let through = fault.isByWildcard ? "a wildcard" : "another rule"
      let by = fault.others.isEmpty ? "that no switch gates" : "with \(others) on"
      let how = fault.example.isOn[fault.switches.first ?? 0] ? "on" : "off"
      return "with \(switches) \(how), \(actions) stays possible through \(through) \(by)"
    case .grantsLess:
      return fault.isIdle
        ? "\(switches) changes nothing: what \(actions) needs is not granted, on or off"
        : "\(switches) grants less than \(actions) needs"
    }
  }

  /// `a on, b off` for some switches of a combination.
  func settings(_ switches: [Int], in combination: SwitchSettings) -> String {
    switches.map { "\(matrix.toggles[$0].key) \(combination.isOn[$0] ? "on" : "off")" }
      .joined(separator: " and ")
  }

  /// A combination by what is on in it.
  package func combination(_ settings: SwitchSettings) -> String {
    let on = settings.on.sorted().map { matrix.toggles[$0].key }
    if on.isEmpty { return "everything off" }
    if on.count == matrix.toggles.count { return "everything on" }
    let off = settings.isOn.indices.filter { !settings.isOn[$0] }.map { matrix.toggles[$0].key }
    return off.count < on.count
      ? "everything on but \(off.joined(separator: ", "))"
      : "on: \(on.joined(separator: ", "))"
  }

  /// Where a fault shows, each place once.
  func places(_ fault: SwitchFault) -> [(title: String, range: SourceRange)] {
    var places = fault.grants.compactMap { grant in grant.range.map { (grant.title, $0) } }
    if places.isEmpty, let place = fault.place, let range = place.range {
      places.append((fault.kind == .rejected ? "" : place.message, range))
    }
    return places
  }

  /// The first few of a list, and how many more there are.
  static func list(_ words: [String], most: Int = 6) -> String {
    guard words.count > most + 1 else { return words.joined(separator: ", ") }
    return words.prefix(most).joined(separator: ", ") + " and \(words.count - most) more"
  }
}
