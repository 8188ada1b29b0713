// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics
internal import KubernetesAPI
internal import YAMLSyntax

extension CatalogReader {
  /// Reports requests that no supported Kubernetes version serves.
  mutating func checkServed(by catalog: Catalog, _ root: YAMLNode) {
    let check = ServedCheck(catalog)
    for key in ["actions", "capabilities"] {
      for node in list(key, of: root) {
        for kind in kindsOf(node) {
          let filler = Filler(kind: kind)
          for step in list("steps", of: node) { checkStep(step, filler, check) }
          for way in list("ways", of: node) {
            for request in list("requests", of: way) {
              checkRequest(request, VersionSpan(), filler, check)
            }
          }
        }
      }
    }
  }

  /// The kinds that an entry is for; a `nil` for one that leaves nothing open.
  private func kindsOf(_ node: YAMLNode) -> [ResourceKind?] {
    guard let list = node["for"] else { return [nil] }
    return list.elements.map { kinds[$0.text ?? ""] }
  }

  private mutating func checkStep(_ node: YAMLNode, _ filler: Filler, _ check: ServedCheck) {
    guard let request = node["request"] else { return }
    var versions = VersionSpan<KubernetesVersion>()
    if let place = node["kubernetes"] {
      versions = span(place, as: "a Kubernetes version", KubernetesVersion.init)
      if let from = versions.from, let until = versions.until, until <= from { return }
    }
    checkRequest(request, versions, filler, check)
  }

  private mutating func checkRequest(
    _ node: YAMLNode, _ versions: VersionSpan<KubernetesVersion>, _ filler: Filler,
    _ check: ServedCheck
  ) {
    // What can't be read was reported when it was read.
    var silent = self
    guard let request = silent.request(node, filler),
      let problem = check.problem(with: request, in: versions)
    else { return }
    error(
      "catalog-unserved-request", problem.message, at: node["resource"] ?? node,
      remedy: problem.remedy)
  }
}
