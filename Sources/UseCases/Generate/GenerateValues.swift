// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics
import Generating
package import YAMLSyntax

/// Makes the Helm values that switch a set of actions on.
package struct GenerateValues: Sendable {
  private let request: GenerateRequest

  package init(_ request: GenerateRequest) { self.request = request }

  package func run() throws(Failure) -> YAMLValue {
    let selection = try request.resolved(agentNamespace: nil).selection
    let dialect = try request.resolver.dialect(of: selection.catalog)
    let values = dialect.values(
      for: selection.actions,
      capabilities: selection.capabilities.isEmpty ? nil : selection.capabilities,
      in: selection.catalog)
    if !values.extra.isEmpty {
      request.outside.remark(
        "\(dialect) has no finer switches: these are on too: "
          + values.extra.joined(separator: ", "))
    }
    if !values.unreachable.isEmpty {
      request.outside.remark(
        "no value of \(dialect) switches these on: "
          + values.unreachable.joined(separator: ", "))
    }
    request.outside.remark(values.idle.map { $0.idleNote(in: dialect) })
    return values.values
  }
}

/// Computes the rules that a set of actions needs.
package struct GenerateRules: Sendable {
  private let request: GenerateRequest

  package init(_ request: GenerateRequest) { self.request = request }

  package func run() throws(Failure) -> Selection {
    try request.resolved(agentNamespace: nil).selection
  }
}
