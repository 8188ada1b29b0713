// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Host
import KubernetesAPI
import Manifests
import RBAC
import Reports
import YAMLSyntax

/// What is known about the cluster besides the manifests.
struct WorldOptions: ParsableArguments {
  @Flag(help: "The manifests are all there is: a role that is not among them grants nothing")
  var closedWorld = false

  @Flag(help: "Credit what every authenticated account has by default")
  var assumeSystemRoles = false

  @Option(
    help: ArgumentHelp(
      "What the cluster serves beyond Kubernetes: CustomResourceDefinitions or discovery output",
      valueName: "file"))
  var apiResources: [String] = []

  func isClosed(_ settings: Settings) -> Bool { closedWorld || settings.flag("closed-world") }

  /// The default roles, which a binding may refer to; with them their default bindings, if those
  /// are to be credited.
  func defaults(_ version: KubernetesVersion, _ settings: Settings) -> DefaultObjects {
    let credits = assumeSystemRoles || settings.flag("assume-system-roles")
    return DefaultObjects(version: version, creditsBindings: credits)
  }

  func table(_ version: KubernetesVersion, _ settings: Settings) throws(Failure) -> APITable {
    var table = APITable.builtIn(version)
    for path in apiResources.ifEmpty(settings.paths("api-resources")) {
      let stream = YAMLStream.read(try SourceText(file: path))
      if let failure = stream.failure { throw .unjudged([failure]) }
      let listing = APIResourceReader.read(stream.documents)
      if !listing.diagnostics.isEmpty { throw .unjudged(listing.diagnostics) }
      table = table.adding(listing.resources, wholeGroups: listing.wholeGroups)
    }
    return table
  }
}

extension WorldOptions {
  /// Everything bound in the manifests, with the default objects, ready to be asked. What is wrong
  /// in the manifests is told on stderr; objects that the API server would reject grant nothing.
  func policy(
    _ sources: ManifestSources, kubernetes: KubernetesVersion, _ settings: Settings
  ) throws(Failure) -> Policy {
    guard !sources.isEmpty else {
      throw .usage("there are no manifests", remedy: "name manifest files, folders or -")
    }
    let set = try sources.read(kubernetesMinor: kubernetes.minor).judgeable()
    if !set.unread.isEmpty { throw .unread(set.unread) }
    let defaults = set.isStored ? DefaultObjects() : defaults(kubernetes, settings)
    return Policy(
      roles: set.roles + defaults.roles(besides: set.roles),
      bindings: set.bindings + defaults.bindings(besides: set.bindings),
      closedWorld: set.isStored || isClosed(settings))
  }
}
