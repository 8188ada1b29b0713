// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import RBAC

/// What an agent needs and has, as a table: a row for each action and resource, a column for each
/// verb, what is wrong first.
struct AccessMatrix {
  private struct Place: Hashable {
    /// As kubectl spells it, or a path.
    var resource: String
    var namespace: String?
    var name: String?
  }

  private struct Line {
    var action: HTMLTable.Cell
    var status: HTMLTable.Cell
    var place: Place
    /// By verb.
    var cells: [String: HTMLTable.Cell]
  }

  private var lines: [Line] = []

  /// - Parameter excess: what is granted without a need.
  init(_ actions: [Verification.ActionResult], excess: [Verification.ExcessRule] = []) {
    for result in actions { add(result) }
    for rule in excess { add(rule) }
  }

  func table(_ title: String) -> HTMLTable {
    let sorted = HTMLStatus.worstFirst.flatMap { status in
      lines.filter { $0.status.status == status }
    }
    return VerbMatrix(
      head: ["Action", "Verdict", "Resource", "Where"],
      lines: sorted.map { line in
        VerbMatrix.Line(
          namespace: line.place.namespace, resource: line.place.resource,
          head: [
            line.action, line.status, HTMLTable.Cell(Self.title(line.place)),
            HTMLTable.Cell(line.place.namespace ?? "cluster"),
          ], cells: line.cells)
      }
    ).table(
      title, about: "What each action asks of each resource, and what is granted without a need.")
  }

  private static func title(_ place: Place) -> String {
    place.resource + (place.name.map { " '\($0)'" } ?? "")
  }

  private mutating func add(_ result: Verification.ActionResult) {
    let status = HTMLStatus(result.verdict)
    let notes = GroupedNotes(result.notes).sentences
    var places: [Place] = []
    var cells: [Place: [String: HTMLTable.Cell]] = [:]
    func add(_ request: Verification.NeededRequest, _ cell: HTMLTable.Cell) {
      let place = Self.place(of: request)
      if cells[place] == nil { places.append(place) }
      cells[place, default: [:]][request.verb] = cell
    }
    for request in result.missing {
      let lacks = "no rule allows \(request.phrase.need)"
      add(
        request,
        HTMLTable.Cell(
          status == .undetermined ? .undetermined : .missing, evidence: [lacks] + notes))
    }
    for satisfaction in result.satisfiedBy {
      let way = satisfaction.alternative.map { ["another way: \($0)"] } ?? []
      add(
        satisfaction.request,
        HTMLTable.Cell(.granted, evidence: way + (satisfaction.grant.map { [$0.evidence] } ?? [])))
    }
    if places.isEmpty { places = [Place(resource: "")] }
    lines += places.map { place in
      Line(
        action: HTMLTable.Cell(result.id),
        status: HTMLTable.Cell(status, evidence: [result.title] + notes), place: place,
        cells: cells[place] ?? [:])
    }
  }

  private mutating func add(_ excess: Verification.ExcessRule) {
    let rule = excess.rule.rule
    let cell = HTMLTable.Cell(.excess, evidence: excess.grants.map(\.evidence))
    let resources =
      rule.qualifiedResources + rule.nonResourceURLs
    let names: [String?] = rule.resourceNames.isEmpty ? [nil] : rule.resourceNames
    for resource in resources {
      for name in names {
        lines.append(
          Line(
            action: "no action", status: HTMLTable.Cell(.excess),
            place: Place(
              resource: resource, namespace: excess.rule.scope.shownNamespace, name: name),
            cells: Dictionary(rule.verbs.map { ($0, cell) }) { first, _ in first }))
      }
    }
  }

  private static func place(of request: Verification.NeededRequest) -> Place {
    guard request.nonResourceURL.isEmpty else { return Place(resource: request.nonResourceURL) }
    return Place(
      resource: AccessPhrase.qualified(request.resource, in: request.apiGroup),
      namespace: request.namespace.flatMap { Scope.namespace($0).shownNamespace },
      name: request.name)
  }
}
