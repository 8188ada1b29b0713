// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
import Generating
import KubernetesAPI
import Manifests
import RBAC
import Tools
package import YAMLSyntax

/// Says what whoever deploys a chart or manifests has to be allowed.
package struct Deploy: Sendable {
  /// What came of it.
  package struct Result: Sendable {
    package var deployment: Deployment
    package var rights: DeployerRights
    /// What the rules come to for somebody who has nothing else.
    package var risk: GrantRisk
    /// The roles, and their bindings where an account is named.
    package var manifests: [YAMLValue]

    /// 3 where something may be lacking.
    package var exit: Exit { rights.undetermined.isEmpty ? .success : .undetermined }
  }

  private let request: DeployRequest

  package init(_ request: DeployRequest) { self.request = request }

  package func run() throws(Failure) -> Result {
    let kubernetes = try request.resolver.kubernetes().value
    let installed = try read(request.installed, kubernetes)
    let upgraded = try request.upgraded.map { sources throws(Failure) in
      try read(sources, kubernetes)
    }
    let arguments = request.arguments
    let programs = try programs()
    let isHelm = programs.contains(where: \.isHelm)
    if isHelm, request.installed.installation == nil {
      request.outside.remark(
        "the files are taken for what helm renders: a hook counts as one, and the release is "
          + "called '\(release)'")
    }
    let deployment = Deployment(
      by: programs, arguments.steps,
      release: isHelm
        ? Deployment.Release(
          name: release, namespace: request.namespace, revisions: arguments.revisions,
          createsNamespace: arguments.createsNamespace) : nil,
      installed: installed, upgraded: upgraded, lookups: lookups, waits: arguments.waits,
      roleWriting: arguments.escalates ? .escalating : .holding)
    let table = try table(kubernetes, installed, upgraded)
    let rights = DeployerRightsFinder(deployment, table: table).found()
    return Result(
      deployment: deployment, rights: rights,
      risk: GrantRisk(
        of: rights.rules, defaults: request.world.allDefaults(kubernetes), table: table),
      manifests: PlacedRoles(
        rights.rules, name: arguments.name ?? (isHelm ? "\(release)-deployer" : "deployer"),
        account: request.account
      ).objects)
  }

  /// What the templates read of the cluster, each call once.
  private var lookups: [ChartLookup] {
    [request.installed, request.upgraded].flatMap { $0?.installation?.chart.lookups ?? [] }.distinct
  }

  private var release: String {
    request.installed.installation?.release ?? request.arguments.chart.release
      ?? ChartInstallation.defaultRelease
  }

  private func read(
    _ sources: ManifestSources, _ kubernetes: KubernetesVersion
  ) throws(Failure) -> ManifestSet {
    let loader = ManifestLoader(request.outside)
    var reader = ManifestReader(
      defaultNamespace: request.namespace, kubernetesMinor: kubernetes.minor)
    reader.keepsObjects = true
    try loader.read(
      files: sources.files, kustomizations: sources.kustomizations, into: &reader)
    if let installation = sources.installation {
      reader.read(rendered: try loader.render(installation), into: installation.namespace)
    }
    let set = try loader.judgeable(reader.finish(inputs: sources.title, isWhole: true))
    guard sources.installation != nil || !set.objects.isEmpty else {
      throw .unjudged(
        "no-object", "there is no object to deploy in \(sources.title)",
        remedy: "name manifest files, a folder of them, or a chart")
    }
    return set
  }

  /// What the cluster serves, with what the deployed definitions add.
  private func table(
    _ kubernetes: KubernetesVersion, _ installed: ManifestSet, _ upgraded: ManifestSet?
  ) throws(Failure) -> APITable {
    let definitions = (installed.objects + (upgraded?.objects ?? [])).filter {
      $0.kind == "CustomResourceDefinition"
    }
    let listing = APIResourceReader.read(definitions.compactMap(\.node))
    if !listing.diagnostics.isEmpty { throw .unjudged(listing.diagnostics) }
    let table = request.world.table(kubernetes)
    return listing.resources.isEmpty ? table : table.adding(listing.resources)
  }

  /// Those that are named, else the helm that is here for a chart, else kubectl.
  private func programs() throws(Failure) -> [DeployingProgram] {
    guard request.arguments.programs.isEmpty else { return request.arguments.programs }
    guard request.installed.installation != nil else { return [.kubectl] }
    let major = Helm(request.outside.tools).version?.major
    return [major == 3 ? .helm3 : .helm4]
  }
}
