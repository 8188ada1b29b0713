// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TestSupport

/// Stands in for the controllers that the server of the tests lacks: Jobs of a namespace are
/// complete as soon as they are there, and Deployments available.
final class JobController: Sendable {
  private let isOver = Flag()
  private let work: Task<Void, Never>

  private final class Flag: Sendable {
    let value = Atomic(false)
  }

  /// - Parameter withDeployments: whether Deployments are looked after too.
  init(of namespace: String, on server: APIServer, withDeployments: Bool = false) {
    let isOver = isOver
    let path = "/apis/batch/v1/namespaces/\(namespace)/jobs"
    work = Task {
      while !isOver.value.load(ordering: .relaxed) {
        let jobs = (try? await server.request("GET", path))?.body["items"].array ?? []
        for job in jobs where job["status"]["conditions"].array.isEmpty {
          let done: JSON = [
            "status": ["succeeded": 1, "conditions": [["type": "Complete", "status": "True"]]]
          ]
          _ = try? await server.request(
            "PATCH", "\(path)/\(job["metadata"]["name"].string ?? "")/status", body: done,
            contentType: "application/merge-patch+json")
        }
        if withDeployments { try? await Self.rollOut(in: namespace, on: server) }
        try? await Task.sleep(for: .milliseconds(200))
      }
    }
  }

  /// Gives each Deployment a ReplicaSet for its template, and both the status of success.
  private static func rollOut(in namespace: String, on server: APIServer) async throws {
    let apps = "/apis/apps/v1/namespaces/\(namespace)"
    for deployment in try await server.request("GET", "\(apps)/deployments").body["items"].array {
      let name = deployment["metadata"]["name"].string ?? ""
      let generation = deployment["metadata"]["generation"]
      guard deployment["status"]["observedGeneration"] != generation else { continue }
      let count = deployment["spec"]["replicas"]
      // Helm looks for it by the labels of its pods, and the clean-up by that of the chart.
      let labels = deployment["metadata"]["labels"].object.merging(
        deployment["spec"]["template"]["metadata"]["labels"].object
      ) { _, own in own }
      let set = "\(name)-\(generation.number.map { Int($0) } ?? 0)"
      _ = try await server.request(
        "POST", "\(apps)/replicasets",
        body: [
          "apiVersion": "apps/v1", "kind": "ReplicaSet",
          "metadata": [
            "name": .string(set), "labels": .object(labels),
            "ownerReferences": [
              [
                "apiVersion": "apps/v1", "kind": "Deployment", "name": .string(name),
                "uid": deployment["metadata"]["uid"], "controller": true,
              ]
            ],
          ],
          "spec": [
            "replicas": count, "selector": deployment["spec"]["selector"],
            "template": deployment["spec"]["template"],
          ],
        ])
      let ready: JSON = [
        "observedGeneration": 1, "replicas": count, "readyReplicas": count,
        "availableReplicas": count,
      ]
      try await patch("\(apps)/replicasets/\(set)/status", ["status": ready], on: server)
      try await patch(
        "\(apps)/deployments/\(name)/status",
        [
          "status": [
            "observedGeneration": generation, "replicas": count, "updatedReplicas": count,
            "readyReplicas": count, "availableReplicas": count,
            "conditions": [
              ["type": "Available", "status": "True"],
              ["type": "Progressing", "status": "True", "reason": "NewReplicaSetAvailable"],
            ],
          ]
        ], on: server)
    }
  }

  private static func patch(_ path: String, _ body: JSON, on server: APIServer) async throws {
    _ = try await server.request(
      "PATCH", path, body: body, contentType: "application/merge-patch+json")
  }

  /// Ends it between two requests: one that is cut off leaves its connection unusable.
  func stop() async {
    isOver.value.store(true, ordering: .relaxed)
    await work.value
  }
}
