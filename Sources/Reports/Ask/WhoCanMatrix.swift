// SPDX-License-Identifier: Apache-2.0

package import RBAC
import YAMLSyntax

/// The subjects that may do something with resources: a row for each, a column for each verb.
package struct WhoCanMatrix {
  /// A resource in a place.
  package struct Resource: Sendable {
    package var apiGroup: String
    /// With its subresource, as rules spell it.
    package var name: String
    /// The requests' namespace; empty for all namespaces at once, and for what is in none.
    package var namespace: String

    package init(_ request: ResourceRequest) {
      apiGroup = request.apiGroup
      name = request.combinedResource
      namespace = request.namespace
    }
  }

  /// Whether a subject may send a request.
  enum Cell: String {
    case yes
    /// For some objects alone, by their names.
    case named
    case no
  }

  struct Row {
    var subject: String
    /// In the order of the verbs.
    var cells: [Cell]
    /// What lets it, in the order of the verbs; nothing where nobody asked.
    var sources: [[String]]

    init(_ subject: String) {
      self.subject = subject
      cells = WhoCanMatrix.verbs.map { _ in .no }
      sources = WhoCanMatrix.verbs.map { _ in [] }
    }
  }

  struct Section {
    var resource: Resource
    var rows: [Row]
  }

  /// The verbs that servers have for all that is stored.
  package static let verbs = [
    "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection",
  ]

  let sections: [Section]
  /// Bindings that may let further subjects.
  package let unresolved: [String]
  /// The further subjects that may do something by bindings which are left out.
  let leftOut: LeftOut

  /// - Parameters:
  ///   - others: what bindings give that are left out.
  ///   - withSources: whether each cell says what lets the subject.
  package init(
    _ resources: [Resource], in policy: Policy, besides others: Policy? = nil,
    withSources: Bool = false
  ) {
    var unresolved: Set<String> = []
    var sections: [Section] = []
    for resource in resources {
      var rows: [String: Row] = [:]
      for (column, verb) in Self.verbs.enumerated() {
        let parts = resource.name.split(separator: "/", maxSplits: 1).map(String.init)
        let request = Request.resource(
          ResourceRequest(
            verb: verb, apiGroup: resource.apiGroup, resource: parts.first ?? "",
            subresource: parts.count > 1 ? parts[1] : "", namespace: resource.namespace))
        let grantees = policy.grantees(of: request)
        unresolved.formUnion(grantees.unresolved.map(policy.describe))
        func add(_ grant: Grant, _ cell: Cell) {
          let subject = policy.subjectTitle(of: grant)
          var row = rows[subject] ?? Row(subject)
          row.cells[column] = cell
          if withSources {
            row.sources[column].append(
              "\(policy.describe(grant)), \(policy.describeRule(of: grant))")
          }
          rows[subject] = row
        }
        for grant in policy.grantsByName(of: request) { add(grant, .named) }
        for grant in grantees.grants { add(grant, .yes) }
      }
      sections.append(
        Section(
          resource: resource,
          rows: rows.values.sorted { $0.subject < $1.subject }))
    }
    self.sections = sections
    self.unresolved = unresolved.sorted()
    let known = Set(sections.flatMap(\.rows).map(\.subject))
    let further =
      others.map { WhoCanMatrix(resources, in: $0).sections.flatMap(\.rows).map(\.subject) } ?? []
    leftOut = LeftOut(subjects: Set(further).subtracting(known).sorted())
  }

  /// What is left out of an answer that says nobody.
  var leftOutSentence: String? {
    sections.contains(where: \.rows.isEmpty) ? leftOut.sentence : nil
  }

  /// Whether nobody may do anything.
  package var isEmpty: Bool { sections.allSatisfy(\.rows.isEmpty) }

  package func text(_ style: TextStyle) -> String {
    var parts: [[ShownText]] = sections.map { section in
      let heading = style.bold("\(section.resource.title)")
      guard !section.rows.isEmpty else { return [heading, "nobody"] }
      let rows = section.rows.map { [$0.subject] + $0.cells.map(Self.mark) }
      return [heading]
        + TextColumns(rows: [["subject"] + Self.verbs] + rows).lines(within: style.width)
    }
    if isNamedAnywhere { parts.append(["named: for some objects alone, by their names"]) }
    if let sentence = leftOutSentence { parts.append(["\(sentence)"]) }
    if !unresolved.isEmpty { parts.append(["undetermined:"] + unresolved.map { "  \($0)" }) }
    return style.fitted(parts.sections)
  }

  private var isNamedAnywhere: Bool {
    sections.contains { $0.rows.contains { $0.cells.contains(.named) } }
  }

  private static func mark(_ cell: Cell) -> String { cell == .no ? "-" : cell.rawValue }

  package var markdown: String {
    var page = MarkdownPage()
    for section in sections {
      let heading = "### Who can: \(MarkdownText.cell(section.resource.title))\n\n"
      guard !section.rows.isEmpty else {
        page.add(heading + "Nobody.\n\n")
        continue
      }
      page.add(
        heading + "| subject | \(Self.verbs.joined(separator: " | ")) |\n| --- |"
          + Self.verbs.map { _ in " :-: |" }.joined() + "\n",
        rows: section.rows.map { row in
          "| \(MarkdownText.cell(row.subject)) |"
            + row.cells.map { $0 == .no ? " |" : " \($0.rawValue) |" }.joined() + "\n"
        }, foot: "\n")
    }
    if isNamedAnywhere { page.add("*named*: for some objects alone, by their names.\n") }
    if let sentence = leftOutSentence { page.add("\(MarkdownText.cell(sentence)).\n") }
    page.add(title: "Undetermined", lines: unresolved)
    return page.text()
  }

  package var json: String {
    JSONEmitter.document(
      .object([
        ("schemaVersion", .integer(1)),
        (
          "resources",
          .sequence(
            sections.map { section in
              .object([
                ("apiGroup", .string(section.resource.apiGroup)),
                ("resource", .string(section.resource.name)),
                (
                  "namespace",
                  section.resource.namespace.isEmpty ? .null : .string(section.resource.namespace)
                ),
                ("subjects", .sequence(section.rows.map(Self.entry))),
              ])
            })
        ),
        ("undetermined", .strings(unresolved)), ("leftOut", .strings(leftOut.subjects)),
      ]))
  }

  private static func entry(_ row: Row) -> YAMLValue {
    func verbs(_ cell: Cell) -> YAMLValue {
      .strings(zip(Self.verbs, row.cells).filter { $0.1 == cell }.map(\.0))
    }
    return .object([
      ("subject", .string(row.subject)), ("verbs", verbs(.yes)), ("verbsByName", verbs(.named)),
    ])
  }
}

extension WhoCanMatrix.Resource {
  /// `deployments.apps/scale in the namespace 'shop'`.
  var title: String {
    AccessPhrase.qualified(name, in: apiGroup)
      + (namespace.isEmpty ? "" : " in the namespace '\(namespace)'")
  }
}

extension Policy {
  /// The subject of a grant, as `Subject.Principal` names it.
  func subjectTitle(of grant: Grant) -> String {
    let binding = bindings[grant.binding]
    let subject = binding.subjects[grant.subject]
    return binding.principal(of: subject)?.title ?? subject.name
  }
}
