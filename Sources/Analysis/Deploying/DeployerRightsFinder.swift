// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import KubernetesAPI
import Manifests
import RBAC

/// Finds what whoever deploys something has to be allowed.
package struct DeployerRightsFinder {
  private let deployment: Deployment
  private let table: APITable
  private let requests: [DeployingOccasion: [DeployingRequest]]
  private var rights = DeployerRights()

  /// - Parameter table: what the cluster serves, with the definitions that it has already.
  package init(_ deployment: Deployment, table: APITable) {
    self.deployment = deployment
    self.table = table
    let asked = DeployingRequest.all.filter { request in
      request.programs.contains { deployment.programs.contains($0) }
    }
    requests = Dictionary(grouping: asked, by: \.occasion)
  }

  package consuming func found() -> DeployerRights {
    if let release = deployment.release, deployment.programs.contains(where: \.isHelm) {
      addRecord(of: release)
      if release.createsNamespace, steps.contains(.install) { addNamespace(of: release) }
    }
    addLookups()
    let installed = parts(of: deployment.installed)
    let upgraded = deployment.upgraded.map { parts(of: $0) } ?? installed
    addObjects(installed, upgraded)
    addHooks(installed, upgraded)
    addOwners(installed + upgraded)
    PolicyParameters(deployment, table).add(to: &rights)
    WrittenRoles(deployment, namedCreation: createsByName).add(to: &rights)
    return rights
  }

  private var steps: [DeployingStep] { deployment.steps }

  /// Whether no program sends a create without the object's name.
  private var createsByName: Bool { deployment.programs.allSatisfy(\.createsByName) }

  private mutating func parts(of set: ManifestSet) -> [DeployedPart] {
    var parts: [DeployedPart] = []
    for object in set.objects {
      guard let resource = table.resource(group: object.group, kind: object.kind) else {
        rights.undetermined.append(
          Diagnostic.Note(
            "\(object.title): no resource is known whose objects are of this kind in "
              + (object.group.isEmpty ? "the core group" : "'\(object.group)'"), at: object.range))
        continue
      }
      guard !object.name.isEmpty else {
        rights.undetermined.append(
          Diagnostic.Note(
            "an object of the kind \(object.kind) has no name before it is created",
            at: object.range))
        continue
      }
      parts.append(DeployedPart(object, resource))
    }
    return parts
  }

  private mutating func add(
    _ occasion: DeployingOccasion, of part: DeployedPart, as kind: DeployerNeed.Part
  ) {
    for request in requests[occasion] ?? [] {
      for verb in request.verbs {
        guard let atom = part.atom(verb, on: request.target) else { continue }
        let need = DeployerNeed(
          atom: atom, part: kind, reason: "to \(request.purpose)", object: part.object.title,
          range: part.object.range, source: request.source)
        keep(need, isTolerated: request.isTolerated)
      }
    }
  }

  private mutating func keep(_ need: DeployerNeed, isTolerated: Bool) {
    if isTolerated {
      rights.tolerated.append(need)
    } else {
      rights.needs.append(need)
    }
  }
}

extension DeployerRightsFinder {
  /// Helm's record, in Secrets of the release's namespace.
  private mutating func addRecord(of release: Deployment.Release) {
    let names = release.revisions.map { count in
      (1...max(count, 1)).map { "sh.helm.release.v1.\(release.name).v\($0)" }
    }
    for step in steps {
      for request in requests[.record(step)] ?? [] {
        guard case .others(let group, let resource) = request.target else { continue }
        for verb in request.verbs {
          let isNameless = verb == "list" || verb == "create"
          for name in isNameless ? [nil] : names?.map(Optional.some) ?? [nil] {
            let need = DeployerNeed(
              atom: Atom(
                .resource(verb: verb, apiGroup: group, resource: resource, resourceName: name),
                scope: .namespace(release.namespace)),
              part: .record, reason: "to \(request.purpose)", source: request.source)
            keep(need, isTolerated: request.isTolerated)
          }
        }
      }
    }
  }

  private mutating func addNamespace(of release: Deployment.Release) {
    guard let resource = table.resource(group: "", kind: "Namespace") else { return }
    let object = DeployedObject(group: "", kind: "Namespace", name: release.namespace)
    add(.namespace, of: DeployedPart(object, resource), as: .namespace)
  }

  /// What templates look up, which they do whenever they are rendered.
  private mutating func addLookups() {
    guard steps.contains(where: { $0 != .uninstall }), let release = deployment.release else {
      return
    }
    for lookup in deployment.lookups {
      guard let found = LookedUpPart(lookup, release: release, table) else {
        rights.undetermined.append(
          Diagnostic.Note(
            "a template looks up \(lookup.what), which is known only when it is rendered "
              + "in the cluster",
            at: lookup.range))
        continue
      }
      add(.lookup(found.verb), of: found.part, as: .lookups)
    }
  }

  /// Whether an object is one of those that are installed and changed as others are.
  private func isPlain(_ part: DeployedPart) -> Bool {
    guard deployment.programs.contains(where: \.isHelm) else { return true }
    return part.object.hook == nil && !part.object.isOfDefinitionsFolder
  }

  private mutating func addObjects(_ installed: [DeployedPart], _ upgraded: [DeployedPart]) {
    let before = Dictionary(installed.filter(isPlain).map { ($0.key, $0) }) { _, last in last }
    let after = Dictionary(upgraded.filter(isPlain).map { ($0.key, $0) }) { _, last in last }
    var seen: Set<DeployedPart.Key> = []
    for part in (installed + upgraded).filter(isPlain) where seen.insert(part.key).inserted {
      let isBefore = before[part.key] != nil
      let isAfter = after[part.key] != nil
      let isKept = part.object.isKept && deployment.programs.contains(where: \.isHelm)
      if steps.contains(.install), isBefore { addCreation(of: part) }
      if steps.contains(.upgrade) {
        switch (isBefore, isAfter) {
        case (true, true):
          add(.update, of: part, as: .objects)
          addReadiness(of: part)
        case (false, true): addCreation(of: part)
        default: add(isKept ? .keeping : .pruning, of: part, as: .objects)
        }
      }
      if steps.contains(.uninstall), !isKept {
        add(.removal, of: part, as: .objects)
        if deployment.waits { add(.disappearance, of: part, as: .waiting) }
      }
    }
    guard steps.contains(.install) else { return }
    for part in installed where !isPlain(part) && part.object.hook == nil {
      add(.definition, of: part, as: .definitions)
    }
  }

  private mutating func addCreation(of part: DeployedPart) {
    add(.creation, of: part, as: .objects)
    addReadiness(of: part)
  }

  private mutating func addReadiness(of part: DeployedPart) {
    guard deployment.waits else { return }
    add(.readiness, of: part, as: .waiting)
    if part.object.kind == "Deployment" { add(.readinessOfDeployment, of: part, as: .waiting) }
    add(.readinessOfPods(kind: part.object.kind), of: part, as: .waiting)
  }

  private mutating func addHooks(_ installed: [DeployedPart], _ upgraded: [DeployedPart]) {
    guard deployment.programs.contains(where: \.isHelm) else { return }
    for step in steps {
      // What is uninstalled may be either.
      let parts =
        switch step {
        case .install: installed
        case .upgrade: upgraded
        case .uninstall: installed + upgraded
        }
      for part in parts {
        guard let hook = part.object.hook,
          hook.events.contains(where: step.hookEvents.contains)
        else { continue }
        addRun(of: hook, part)
      }
    }
  }

  private mutating func addRun(of hook: HelmHook, _ part: DeployedPart) {
    // Deleting a definition deletes all objects of its kind: Helm never does it for a hook.
    let isDeleted = part.object.kind != "CustomResourceDefinition"
    if isDeleted, hook.deletePolicies.contains(.beforeCreation) {
      add(.hookReplacement, of: part, as: .hooks)
    }
    add(.hookRun, of: part, as: .hooks)
    let hasEnd = ["Job", "Pod"].contains(part.object.kind)
    if hasEnd { add(.hookEnd, of: part, as: .hooks) }
    if isDeleted, hook.deletePolicies.contains(where: { $0 != .beforeCreation }) {
      add(.hookCleanup, of: part, as: .hooks)
    }
    if hasEnd, hook.copiesLogs { add(.hookLogs, of: part, as: .hooks) }
  }

  /// What is asked where the admission plugin guards owners.
  ///
  /// Source: kubernetes/kubernetes, plugin/pkg/admission/gc/gc_admission.go.
  private mutating func addOwners(_ parts: [DeployedPart]) {
    for part in parts {
      for owner in part.object.blockedOwners {
        guard let resource = table.resource(group: owner.group, kind: owner.kind) else { continue }
        rights.tolerated.append(
          DeployerNeed(
            atom: Atom(
              .resource(
                verb: "update", apiGroup: resource.group, resource: "\(resource.name)/finalizers",
                resourceName: owner.name),
              scope: resource.isNamespaced ? part.scope : .cluster),
            part: .owners,
            reason: "where the admission plugin OwnerReferencesPermissionEnforcement is on",
            object: part.object.title, range: part.object.range,
            source: "plugin/pkg/admission/gc/gc_admission.go"))
      }
    }
  }
}
