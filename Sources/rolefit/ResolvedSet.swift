// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import RBAC
import Reports

/// The actions that one run is about.
struct Selection {
  var catalog: Catalog
  var context: NeedContext
  var actions: [Action] = []
  var capabilities: [Action] = []
  /// Actions that were named and that the agent's version does not have.
  var unsupported: [Action] = []
  /// Actions of which the values don't say whether they are on.
  var undetermined: [SwitchedActions.Undetermined] = []
  /// The values files that named the set, for helm.
  var valuesFiles: [String] = []
  /// What the set was taken from, in words.
  var source = "--actions"
  var assumptions: [String] = []
  var diagnostics: [Diagnostic] = []

  init(catalog: Catalog, context: NeedContext) {
    self.catalog = catalog
    self.context = context
  }

  /// Actions and capabilities, in the catalog's order.
  var entries: [Action] { actions + capabilities }

  var needs: [ActionNeeds] { catalog.needs(of: entries, in: context) }

  /// The rules of the set, in normal form.
  var rules: [ScopedRule] { catalog.rules(for: entries, in: context) }

  var catalogName: String { "\(catalog.agent.name)@\(catalog.version)" }

  var versions: Verification.Versions {
    Verification.Versions(
      catalog: catalogName, kubernetes: context.kubernetes.description,
      agent: context.agentVersion.description)
  }

  /// Says on stderr what was assumed and what is odd in the values.
  func report() {
    Console.tell(diagnostics)
    if !assumptions.isEmpty {
      Console.writeError("rolefit: assuming \(assumptions.joined(separator: " and "))\n")
    }
    for action in entries {
      guard let unbounded = action.unbounded else { continue }
      Console.writeError("rolefit: \(action.id) has no minimal role: \(unbounded)\n")
    }
  }
}

extension Selection {
  /// Stops what needs the whole set when the values leave part of it open.
  func requireDetermined() throws(Failure) {
    guard !undetermined.isEmpty else { return }
    throw Failure(
      diagnostics: undetermined.map { open in
        Diagnostic(
          .error, "undetermined", "\(source) do not say whether \(open.id) is on: \(open.reason)",
          at: nil, remedy: "name the chart's version with --dialect NAME@VERSION, or --disable it")
      }, exit: .undetermined)
  }

  /// The rules of the set without their namespaces: what a ClusterRole holds, wherever it is bound.
  var clusterRules: [PolicyRule] {
    AtomSet(needs.flatMap(\.atoms).map(\.unscoped)).reduced().normalForm().map(\.rule)
  }
}
