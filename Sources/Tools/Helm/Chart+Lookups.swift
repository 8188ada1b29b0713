// SPDX-License-Identifier: Apache-2.0

package import Manifests
import YAMLSyntax

extension Chart {
  /// What its templates look up in the cluster, as far as the chart is on this machine.
  package var lookups: [ChartLookup] {
    (ChartFiles(reference)?.templates ?? []).flatMap(Self.lookups)
  }

  private static func lookups(in template: SourceText) -> [ChartLookup] {
    let actions = TemplateActions(template.bytes)
    return zip(actions.actions, actions.starts).flatMap { action, start in
      action.indices.filter { action[$0] == .word("lookup") }.map { place in
        let arguments = arguments(of: action[(place + 1)...])
        return ChartLookup(
          apiVersion: arguments[0], kind: arguments[1], namespace: arguments[2],
          name: arguments[3], range: template.range(start..<start))
      }
    }
  }

  /// The four arguments; what stands in parentheses is one, and computed.
  private static func arguments(
    of tokens: ArraySlice<TemplateActions.Token>
  ) -> [ChartLookup.Argument] {
    var arguments: [ChartLookup.Argument] = []
    var depth = 0
    for token in tokens where arguments.count < 4 {
      switch token {
      case .mark(UInt8(ascii: "(")):
        if depth == 0 { arguments.append(.computed) }
        depth += 1
      case .mark(UInt8(ascii: ")")):
        depth -= 1
        if depth < 0 { return padded(arguments) }
      case .mark(UInt8(ascii: "|")) where depth == 0: return padded(arguments)
      case .string(let text) where depth == 0: arguments.append(.literal(text))
      case .word(".Release.Namespace") where depth == 0,
        .word("$.Release.Namespace") where depth == 0:
        arguments.append(.releaseNamespace)
      case .word where depth == 0: arguments.append(.computed)
      default: continue
      }
    }
    return padded(arguments)
  }

  private static func padded(_ arguments: [ChartLookup.Argument]) -> [ChartLookup.Argument] {
    arguments + Array(repeating: .computed, count: 4 - arguments.count)
  }
}
