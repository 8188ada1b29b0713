// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TestSupport

/// Stands in for the controller that the server of the tests lacks: Jobs of a namespace are
/// complete as soon as they are there.
final class JobController: Sendable {
  private let isOver = Flag()
  private let work: Task<Void, Never>

  private final class Flag: Sendable {
    let value = Atomic(false)
  }

  init(of namespace: String, on server: APIServer) {
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
        try? await Task.sleep(for: .milliseconds(200))
      }
    }
  }

  /// Ends it between two requests: one that is cut off leaves its connection unusable.
  func stop() async {
    isOver.value.store(true, ordering: .relaxed)
    await work.value
  }
}
