// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
package import Diagnostics
import RBAC
package import Reports

/// Finds the subjects that may send a request.
package struct WhoCanAsk: Sendable {
  private let request: AskRequest

  package init(_ request: AskRequest) { self.request = request }

  package func answer(_ asked: AskRequest.Asked) throws(Failure) -> WhoCan {
    let kubernetes = try request.kubernetes()
    let requests: [Request]
    switch asked {
    case .question(let question):
      requests = [try question.request(request.world.table(kubernetes), request.outside)]
    case .actions(let words, let namespace):
      let needs = try request.needs(ofActions: words, in: namespace, kubernetes)
      requests = ServerReview.requests(of: needs)
    }
    return WhoCan(requests, in: try request.policy(kubernetes))
  }
}

extension WhoCan {
  /// 0 somebody, 1 nobody, 3 where that can't be known.
  package var exit: Exit {
    guard lines.isEmpty else { return .success }
    return unresolved.isEmpty ? .findings : .undetermined
  }
}
