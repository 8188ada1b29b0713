// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Diagnostics
import Host
import Reports

extension VerifyCommand {
  /// Verifies the agent of one cluster, and reports.
  func verify(
    _ kubectl: Kubectl, _ settings: Settings, target: String?, failing: Set<VerifyCondition>,
    into collected: VerifyReports
  ) throws(Failure) -> Outcome {
    let result = try liveVerifier(settings).verify(kubectl)
    return try add(result, target: target, failing: failing, to: collected)
  }

  /// Verifies the agents of all clusters whose contexts match. One that cannot be reached is told of
  /// and does not keep the others from being judged.
  func verifyContexts(_ settings: Settings) throws {
    guard files.isEmpty, manifests.filenames.isEmpty, manifests.chart == nil,
      manifests.cluster.context == nil
    else {
      throw Failure.usage(
        "--contexts asks clusters, and takes neither files, --chart nor --context")
    }
    let failing = try conditions(settings)
    var kubectl = try manifests.cluster.kubectl(settings)
    kubectl.context = nil
    let contexts = try ClusterContexts.matching(live.contexts, kubectl)
    let verifier = try liveVerifier(settings)
    let results = ClusterContexts.map(contexts, kubectl) { kubectl in
      Swift.Result { () throws(Failure) in try verifier.verify(kubectl) }
    }
    let collected = VerifyReports(reports, hasTargets: true, collective: "clusters")
    var exits: [Exit] = []
    for (context, result) in zip(contexts, results) {
      switch result {
      case .success(let result):
        exits += try add(result, target: context, failing: failing, to: collected).exits
      case .failure(let failure):
        Console.tell(failure.diagnostics)
        collected.add(failed: context, failure)
        exits.append(failure.exit)
      }
    }
    try collected.finish()
    try Outcome(exits: exits).finish()
  }

  private func add(
    _ result: LiveVerifier.Result, target: String?, failing: Set<VerifyCondition>,
    to collected: VerifyReports
  ) throws(Failure) -> Outcome {
    Console.tell(result.diagnostics)
    result.selection.report()
    let verification = result.report.verification
    try collected.add(
      verification, cluster: result.report, target: target, failing: failing,
      access: result.access, diagnostics: result.diagnostics)
    return Outcome(verification, failOn: failing, hasErrors: false)
  }

  private func liveVerifier(_ settings: Settings) throws(Failure) -> LiveVerifier {
    LiveVerifier(
      settings: settings, selection: selection, world: world,
      account: try settings.account(serviceAccount),
      namespace: manifests.namespace ?? settings.value("namespace"),
      readsRelease: live.readRelease,
      acceptsAlternatives: acceptAlternatives || settings.flag("accept-alternatives"),
      forbidden: forbid.ifEmpty(settings.values("forbid")))
  }
}
