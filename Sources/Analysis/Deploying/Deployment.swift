// SPDX-License-Identifier: Apache-2.0

package import Manifests

/// What is to be deployed, by what, and which steps of it.
package struct Deployment: Sendable {
  /// How whoever deploys comes by the right to write roles and bindings.
  package enum RoleWriting: Sendable {
    /// By holding each rule that a role gets: nobody can be given more than that.
    case holding
    /// By `escalate` and `bind` on the roles: whoever has that can write anything into them.
    case escalating
  }

  /// A release of Helm.
  package struct Release: Sendable {
    package var name: String
    package var namespace: String
    /// How many of its revisions have their Secrets named; `nil` for all Secrets of the namespace.
    package var revisions: Int?
    /// Whether its namespace is created (`--create-namespace`).
    package var createsNamespace: Bool

    package init(
      name: String, namespace: String, revisions: Int? = nil, createsNamespace: Bool = false
    ) {
      self.name = name
      self.namespace = namespace
      self.revisions = revisions
      self.createsNamespace = createsNamespace
    }
  }

  package var programs: [DeployingProgram]
  package var steps: [DeployingStep]
  /// `nil` where no program keeps releases.
  package var release: Release?
  /// What is installed, all objects kept.
  package var installed: ManifestSet
  /// What an upgrade comes to; `nil` for the same objects.
  package var upgraded: ManifestSet?
  /// What a chart's templates read of the cluster.
  package var lookups: [ChartLookup]
  /// Whether the program waits for what it does (`--wait`).
  package var waits: Bool
  package var roleWriting: RoleWriting

  package init(
    by programs: [DeployingProgram], _ steps: [DeployingStep], release: Release? = nil,
    installed: ManifestSet, upgraded: ManifestSet? = nil, lookups: [ChartLookup] = [],
    waits: Bool = false,
    roleWriting: RoleWriting = .holding
  ) {
    self.programs = programs
    self.steps = steps
    self.release = release
    self.installed = installed
    self.upgraded = upgraded
    self.lookups = lookups
    self.waits = waits
    self.roleWriting = roleWriting
  }
}
