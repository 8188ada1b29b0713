// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Catalog
package import Diagnostics
package import KubernetesAPI

/// The set of actions that a run is about, and where its facts come from.
package struct ResolvedSet: Sendable {
  package var selection: Selection
  package var source: SetSource
  package var agent: Sourced<AgentVersion>
  package var kubernetes: Sourced<KubernetesVersion>
  /// What is odd in the values that name the set.
  package var diagnostics: [Diagnostic]

  package var versions: Verification.Versions { selection.versions }

  /// Stops what needs the whole set where the values leave part of it open.
  package func requireDetermined() throws(Failure) {
    let open = selection.undetermined
    guard !open.isEmpty else { return }
    throw Failure(
      diagnostics: open.map { open in
        Diagnostic(
          .error, "undetermined", "\(source) do not say whether \(open.id) is on: \(open.reason)",
          at: nil, remedy: "name the chart's version with --dialect NAME@VERSION, or --disable it")
      }, exit: .undetermined)
  }

  /// Shows what was assumed and what is odd in the values.
  ///
  /// - Parameter isAgentKnown: whether the installed agent itself said which version it is, so that
  ///   nothing is assumed of it.
  func report(to outside: Outside, isAgentKnown: Bool = false) {
    outside.show(diagnostics)
    let agent = isAgentKnown ? nil : agent.assumption(of: selection.catalog.agent.name)
    outside.assume([kubernetes.assumption, agent].compactMap(\.self))
    if let remark = self.agent.unknownRemark(in: selection.catalog) { outside.remark(remark) }
    for action in selection.entries {
      guard let unbounded = action.unbounded else { continue }
      outside.remark("\(action.id) has no minimal role: \(unbounded)")
    }
  }
}

extension Outside {
  /// Says what nobody named and was taken from elsewhere; nothing where that is nothing.
  func assume(_ assumptions: [String]) {
    if !assumptions.isEmpty { remark("assuming \(assumptions.joined(separator: " and "))") }
  }
}

extension Sourced<KubernetesVersion> {
  /// What is assumed, as text; `nil` where somebody said it.
  var assumption: String? { origin == .newest ? "Kubernetes \(value)" : nil }
}

extension Sourced<AgentVersion> {
  /// That nobody knows what this version needs; `nil` where the catalog does.
  func unknownRemark(in catalog: Catalog) -> String? {
    guard value > catalog.newestAgentVersion else { return nil }
    return "\(catalog.agent.name) \(value) is newer than the newest that the catalog knows, "
      + "\(catalog.newestAgentVersion): what it needs besides is not known"
  }

  /// The agent with its version, and how that is known where a chart says it.
  func title(of agent: String) -> String {
    switch origin {
    case .image(let workload): "\(agent) \(value), the image of \(workload)"
    case .record(let chart): "\(agent) \(value), which is on record for \(chart)"
    default: "\(agent) \(value)"
    }
  }

  /// What is assumed, as text; `nil` where somebody said it.
  func assumption(of agent: String) -> String? {
    switch origin {
    case .image, .record, .newest: title(of: agent)
    default: nil
    }
  }
}

extension Selection {
  /// The versions that a verdict on the set is made with.
  package var versions: Verification.Versions {
    Verification.Versions(
      catalog: catalog.title, kubernetes: context.kubernetes.description,
      agent: context.agentVersion.description)
  }
}
