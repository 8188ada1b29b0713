// SPDX-License-Identifier: Apache-2.0

package import Catalog
import RBAC

/// A part of a page: what it is about, and a table of it.
package struct HTMLTable: Sendable {
  /// What stands at a row and a column.
  package struct Cell: Sendable, ExpressibleByStringLiteral {
    /// On one line, without what nobody would see.
    var text: String
    /// `nil` for what is neither right nor wrong.
    var status: HTMLStatus?
    /// What says so, a line each: what the cell opens to.
    var evidence: [String]

    /// - Parameters:
    ///   - text: of the input, or of our own.
    ///   - evidence: each line once.
    package init(_ text: String, _ status: HTMLStatus? = nil, evidence: [String] = []) {
      self.text = DisplayText.safe(text)
      self.status = status
      self.evidence = evidence.map { DisplayText.safe($0) }.distinct
    }

    package init(stringLiteral text: String) { self.init(text) }

    /// A status by its own name.
    package init(_ status: HTMLStatus, evidence: [String] = []) {
      self.init(status.rawValue, status, evidence: evidence)
    }
  }

  package struct Row: Sendable {
    /// The only namespace that it is about; `nil` for the whole cluster, and for no place.
    var namespace: String?
    /// How much it lets somebody change; `nil` where it is not about that.
    var access: AccessLevel?
    /// As many as there are columns; the first is the row's heading.
    var cells: [Cell]

    package init(
      in namespace: String? = nil, access: AccessLevel? = nil, _ cells: [Cell]
    ) {
      self.namespace = namespace.map { DisplayText.safe($0) }
      self.access = access
      self.cells = cells
    }
  }

  var title: String
  /// A sentence on what the table shows; empty for none.
  var about: String
  var columns: [String]
  /// The most important first: what does not fit is left out from the end.
  var rows: [Row]
  /// Whether most cells are one word, so that columns are narrow.
  var isMatrix: Bool
  /// Text to be copied, below the table.
  var code: String

  package init(
    _ title: String, about: String = "", columns: [String], rows: [Row] = [],
    isMatrix: Bool = false, code: String = ""
  ) {
    self.title = DisplayText.safe(title)
    self.about = DisplayText.safe(about)
    self.columns = columns.map { DisplayText.safe($0) }
    self.rows = rows
    self.isMatrix = isMatrix
    self.code = DisplayText.safe(lines: code)
  }

  /// A list of sentences; `nil` where there is none.
  package init?(
    _ title: String, about: String = "", column: String, status: HTMLStatus? = nil,
    lines: [String]
  ) {
    guard !lines.isEmpty else { return nil }
    self.init(
      title, about: about, columns: [column], rows: lines.map { Row([Cell($0, status)]) })
  }

  var isEmpty: Bool { rows.isEmpty && code.isEmpty }
}
