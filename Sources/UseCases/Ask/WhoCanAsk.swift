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
    let (policy, leftOut) = try request.policies(kubernetes)
    return WhoCan(requests, in: policy, besides: leftOut)
  }

  /// Who may do what with resources.
  ///
  /// - Parameters:
  ///   - words: `TYPE[.GROUP][/SUBRESOURCE]`, several with commas between them.
  ///   - namespace: `default` where nobody named one, as with kubectl.
  ///   - withSources: whether each cell says what lets the subject.
  package func matrix(
    of words: [String], in namespace: String?, isForAllNamespaces: Bool, withSources: Bool = false
  ) throws(Failure) -> WhoCanMatrix {
    let kubernetes = try request.kubernetes()
    let table = request.world.table(kubernetes)
    var resources: [WhoCanMatrix.Resource] = []
    for word in words.flatMap({ $0.split(separator: ",").map(String.init) }) {
      let parts = word.split(separator: "/", maxSplits: 1).map(String.init)
      guard let type = parts.first, !word.hasPrefix("/") else {
        throw .usage(
          "'\(word)' is no resource", remedy: "write TYPE[.GROUP][/SUBRESOURCE], such as pods/exec")
      }
      let question = Question(
        verb: "get", type: type, subresource: parts.count > 1 ? parts[1] : nil,
        namespace: namespace, isForAllNamespaces: isForAllNamespaces)
      if case .resource(let asked) = try question.request(table, request.outside) {
        resources.append(WhoCanMatrix.Resource(asked))
      }
    }
    let (policy, leftOut) = try request.policies(kubernetes)
    return WhoCanMatrix(resources, in: policy, besides: leftOut, withSources: withSources)
  }
}

extension WhoCanMatrix {
  /// 0 somebody may do something, 1 nobody, 3 where that can't be known.
  package var exit: Exit {
    guard isEmpty else { return .success }
    return unresolved.isEmpty ? .findings : .undetermined
  }
}

extension WhoCan {
  /// 0 somebody, 1 nobody, 3 where that can't be known.
  package var exit: Exit {
    guard lines.isEmpty else { return .success }
    return unresolved.isEmpty ? .findings : .undetermined
  }
}
