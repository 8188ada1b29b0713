// SPDX-License-Identifier: Apache-2.0

import Catalog
import Foundation
import RBAC
import Testing

/// The recorded requests of the agent's account, and the actions that may have sent them.
struct AuditLogTests {
  private struct Event: Decodable {
    struct Object: Decodable {
      var resource: String?
      var subresource: String?
      var apiGroup: String?
      var namespace: String?
      var name: String?
    }
    var verb: String
    var requestURI: String
    var objectRef: Object?

    var request: Request {
      guard let object = objectRef, let resource = object.resource else {
        return .nonResource(
          NonResourceRequest(verb: verb, path: String(requestURI.prefix { $0 != "?" })))
      }
      return .resource(
        ResourceRequest(
          verb: verb, apiGroup: object.apiGroup ?? "", resource: resource,
          subresource: object.subresource ?? "", namespace: object.namespace ?? "",
          name: object.name ?? ""))
    }
  }

  private func events() throws -> [Event] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/Catalog/agent-actions.jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Event.self, from: Data($0.utf8))
    }
  }

  @Test func everyEventIsAnActionsOrEverybodys() throws {
    let events = try events()
    #expect(events.count == 79)
    var common: [String: Int] = [:]
    for event in events {
      let request = event.request
      let bounded = Catalog.builtIn.actions(consistentWith: request).filter(\.action.isBounded)
      if let reason = CommonRequest.reason(for: request) {
        #expect(bounded.isEmpty, "\(event.requestURI)")
        common[reason, default: 0] += 1
      } else {
        #expect(!bounded.isEmpty, "\(event.verb) \(event.requestURI)")
      }
    }
    #expect(common.count == 1)
    #expect(common.values.reduce(0, +) == 22)
  }

  @Test(arguments: [
    ("patch", "apps", "deployments/scale", ["scale:deployment"]),
    ("delete", "", "pods", ["delete:pod"]),
    ("create", "", "pods/eviction", ["drain:node"]),
    ("patch", "", "nodes", ["cordon:node", "uncordon:node"]),
    ("create", "", "pods/exec", ["exec:pod"]),
    ("get", "", "pods/exec", ["exec:pod"]),
    ("get", "", "pods/log", ["logs:pod"]),
    ("list", "apps", "replicasets", ["rollback:deployment", "watch:replicaset"]),
    ("create", "batch", "jobs", ["rerun:job", "run:cronjob", "create:job"]),
    ("delete", "batch", "jobs", ["rerun:job", "delete:job"]),
    (
      "patch", "apps", "daemonsets",
      ["restart:daemonset", "rollback:daemonset", "set-resources:daemonset", "edit:daemonset"]
    ),
  ])
  func aRequestIsTraceableToTheStepsThatSendIt(
    verb: String, group: String, resource: String, ids: [String]
  ) {
    let parts = resource.split(separator: "/").map(String.init)
    let request = ResourceRequest(
      verb: verb, apiGroup: group, resource: parts[0],
      subresource: parts.count > 1 ? parts[1] : "", namespace: "default", name: "web")
    let matches = Catalog.builtIn.actions(consistentWith: .resource(request))
      .filter { $0.isRequired && $0.action.isBounded }
    #expect(matches.map(\.action.id) == ids)
  }

  @Test func aSelfReviewIsEverybodys() {
    let review = ResourceRequest(
      verb: "create", apiGroup: "authorization.k8s.io", resource: "selfsubjectaccessreviews")
    #expect(CommonRequest.reason(for: .resource(review))?.hasPrefix("self review") == true)
    let metrics = NonResourceRequest(verb: "get", path: "/metrics")
    #expect(CommonRequest.reason(for: .nonResource(metrics)) == nil)
    #expect(
      Catalog.builtIn.actions(consistentWith: .nonResource(metrics)).map(\.action.id)
        == ["collect:metrics"])
  }
}
