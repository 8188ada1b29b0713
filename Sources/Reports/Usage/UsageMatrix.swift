// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import RBAC

/// What was used, refused and never used, as a table: a row for each object or kind of objects, a
/// column for each verb, what is wrong first.
struct UsageMatrix {
  private struct Place: Hashable {
    /// As kubectl spells it, or a path.
    var resource: String
    var namespace: String?
    /// Empty for no name.
    var names: String
  }

  private var places: [Place] = []
  /// By place and verb.
  private var cells: [Place: [String: HTMLTable.Cell]] = [:]

  init(_ usage: Usage) {
    for seen in usage.requests where seen.common == nil { add(seen) }
    for grant in usage.unseen ?? [] {
      for rule in grant.rules { add(rule, of: grant) }
    }
  }

  func table(_ title: String) -> HTMLTable {
    let worst = places.map { place in
      let statuses = Set((cells[place] ?? [:]).values.compactMap(\.status))
      return (place, HTMLStatus.worstFirst.first(where: statuses.contains))
    }
    let sorted = HTMLStatus.worstFirst.flatMap { status in
      worst.filter { $0.1 == status }.map(\.0)
    }
    return VerbMatrix(
      head: ["Resource or path", "Where", "Names"],
      lines: sorted.map { place in
        VerbMatrix.Line(
          namespace: place.namespace, resource: place.resource,
          head: [
            HTMLTable.Cell(place.resource), HTMLTable.Cell(place.namespace ?? "cluster"),
            HTMLTable.Cell(place.names),
          ], cells: cells[place] ?? [:])
      }
    ).table(
      title,
      about: "Requests that the logs show, and what is granted and in none of them. Each cell "
        + "opens to how often, by which action, and to the rule that grants it.")
  }

  private mutating func add(_ cell: HTMLTable.Cell, _ verb: String, at place: Place) {
    if cells[place] == nil { places.append(place) }
    guard let other = cells[place]?[verb] else {
      cells[place, default: [:]][verb] = cell
      return
    }
    cells[place]?[verb] = HTMLTable.Cell(
      other.text, other.status, evidence: other.evidence + cell.evidence)
  }

  private mutating func add(_ seen: Usage.SeenRequest) {
    let count = seen.count
    let status: HTMLStatus =
      count.refused > 0 ? .missing : count.allowed == count.unknown ? .undetermined : .granted
    let word = count.refused > 0 ? "refused" : status == .granted ? "used" : "undetermined"
    let outcomes = UsageReport.outcomes(count)
    let cell = HTMLTable.Cell(
      word, status,
      evidence: [
        "\(UsageReport.times(count.total, isAtLeast: seen.isAtLeast)): \(outcomes)",
        UsageReport.span(count.first, count.last),
        "may be of: \(UsageReport.explanation(seen))",
      ].filter { !$0.isEmpty })
    switch seen.request {
    case .nonResource(let request):
      let path = seen.isOfAnyName ? "many paths" : request.path
      add(cell, request.verb, at: Place(resource: path, names: ""))
    case .resource(let request):
      add(
        cell, request.verb,
        at: Place(
          resource: AccessPhrase.qualified(request.combinedResource, in: request.apiGroup),
          namespace: request.namespace.isEmpty ? nil : request.namespace,
          names: seen.isOfAnyName ? "many" : request.name))
    }
  }

  private mutating func add(_ scoped: ScopedRule, of grant: Usage.UnseenGrant) {
    let cell = HTMLTable.Cell(
      grant.isUndetermined ? "undetermined" : "unused",
      grant.isUndetermined ? .undetermined : .excess,
      evidence: [grant.evidence])
    for resource in scoped.rule.qualifiedResources + scoped.rule.nonResourceURLs {
      let place = Place(
        resource: resource, namespace: scoped.scope.shownNamespace,
        names: scoped.rule.resourceNames.joined(separator: ", "))
      for verb in scoped.rule.verbs { add(cell, verb, at: place) }
    }
  }
}

extension Usage.UnseenGrant {
  /// `ClusterRole 'x' rule 2 (rbac.yaml:12:3)`, with what makes it undetermined.
  fileprivate var evidence: String {
    title + (range.map { " (\($0))" } ?? "")
      + (isUndetermined ? ": the log has nobody's requests of this kind" : "")
  }
}
