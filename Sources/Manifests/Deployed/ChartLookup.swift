// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A call of `lookup` in a chart's templates: Helm reads an object of the cluster while it renders
/// for an installation or an upgrade; `helm template` finds nothing there.
package struct ChartLookup: Hashable, Sendable {
  /// An argument as far as the template says it.
  package enum Argument: Hashable, Sendable {
    case literal(String)
    /// `.Release.Namespace`
    case releaseNamespace
    /// Another value, which is known only when the template is rendered.
    case computed
  }

  package var apiVersion: Argument
  package var kind: Argument
  package var namespace: Argument
  package var name: Argument
  package var range: SourceRange

  package init(
    apiVersion: Argument, kind: Argument, namespace: Argument, name: Argument, range: SourceRange
  ) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.namespace = namespace
    self.name = name
    self.range = range
  }

  /// `a Secret`, where it says the kind.
  package var what: String {
    if case .literal(let kind) = kind { "an object of the kind \(kind)" } else { "something" }
  }
}
