// SPDX-License-Identifier: Apache-2.0

package import KubernetesAPI

/// Says which requests of a catalog no supported Kubernetes version serves.
package struct ServedCheck: Sendable {
  /// The newest version first, for most requests are found there.
  private let tables: [APITable]

  package init(_ catalog: Catalog) {
    let versions = APITable.supportedVersions
    tables = (versions.lowerBound.minor...versions.upperBound.minor).reversed().map {
      catalog.apiTable(KubernetesVersion(minor: $0))
    }
  }

  /// What is wrong with a request; `nil` when one of the versions serves it.
  package func problem(
    with request: RequestTemplate, in versions: VersionSpan<KubernetesVersion> = VersionSpan()
  ) -> (message: String, remedy: String?)? {
    guard case .resource(let group, let resource, _, _) = request.target else { return nil }
    var newest: Judgement?
    for table in tables where versions.contains(table.version) {
      let judgement = table.judge(group: group, resource: resource, verb: request.verb)
      switch judgement {
      case .live, .authorizedOnly: return nil
      default: newest = newest ?? judgement
      }
    }
    guard let newest else {
      return ("no Kubernetes version that is known is among those that '\(request)' is for", nil)
    }
    return Self.explain(newest, request, resource)
  }

  private static func explain(
    _ judgement: Judgement, _ request: RequestTemplate, _ resource: String
  ) -> (message: String, remedy: String?) {
    let start = "no supported Kubernetes version serves '\(request)'"
    return switch judgement {
    case .wrongGroup(let right):
      (
        "\(start): '\(resource)' is in another API group",
        right.first.map { "write the group \($0.isEmpty ? "\"\"" : "'\($0)'")" }
      )
    case .unknownGroup:
      ("\(start): its API group is not known", "declare the resource under 'crds'")
    case .unknownResource(let suggestion), .unknownSubresource(let suggestion):
      ("\(start): there is no such resource", suggestion.map { "write '\($0)'" })
    case .unservedVerb(let served):
      ("\(start): it serves \(served.joined(separator: ", "))", nil)
    case .impossibleGroup: ("\(start): no API group can have that name", nil)
    case .customVerb: ("\(start): there is no such verb", nil)
    case .unknownVerb(let suggestion):
      ("\(start): there is no such verb", suggestion.map { "write '\($0)'" })
    case .removed(let since, let now):
      (
        "\(start): it went with \(since)",
        now.first.map { "write the group '\($0)'" }
      )
    case .notYetServed(let since), .notYetAsked(let since): ("\(start) before \(since)", nil)
    case .live, .authorizedOnly: (start, nil)
    }
  }
}
