// SPDX-License-Identifier: Apache-2.0

/// Something that a check of manifests found: what every report format shows of `lint`, `verify`,
/// `diff` and `ready`.
package struct Finding: Hashable, Sendable {
  /// The Kubernetes object that a finding is about.
  package struct Object: Hashable, Sendable {
    package var apiVersion: String
    package var kind: String
    /// Empty for cluster-scoped objects.
    package var namespace: String
    package var name: String

    package init(apiVersion: String, kind: String, namespace: String, name: String) {
      self.apiVersion = apiVersion
      self.kind = kind
      self.namespace = namespace
      self.name = name
    }
  }

  /// The rule's id, in kebab case, such as `wildcard-verb`.
  package var rule: String
  package var severity: Diagnostic.Severity
  /// What is wrong: one clause, lower case, no full stop.
  package var message: String
  /// Where; `nil` for what concerns the whole run.
  package var range: SourceRange?
  /// The object it is about; `nil` where it is about none, or more than one.
  package var object: Object?
  package var notes: [Diagnostic.Note]
  /// A change that mends it; `nil` where none is safe.
  package var fix: Fix?

  package init(
    _ rule: String, _ severity: Diagnostic.Severity, _ message: String, at range: SourceRange?,
    object: Object? = nil, notes: [Diagnostic.Note] = [], fix: Fix? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.range = range
    self.object = object
    self.notes = notes
    self.fix = fix
  }
}
