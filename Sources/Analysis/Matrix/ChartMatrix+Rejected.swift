// SPDX-License-Identifier: Apache-2.0

import Diagnostics

extension ChartMatrix {
  /// Objects that the API server would not take, each once, in the first combination that renders
  /// it.
  var rejections: [SwitchFault] {
    var seen: Set<RejectionKey> = []
    let judged = combinations.filter(\.isJudged)
    let keys = Dictionary(
      uniqueKeysWithValues: judged.map { ($0.settings, Set($0.rejections.map(RejectionKey.init))) })
    return judged.flatMap { combination in
      combination.rejections.compactMap { rejection -> SwitchFault? in
        let key = RejectionKey(rejection)
        guard seen.insert(key).inserted else { return nil }
        // Turned the other way, one of these switches is enough to mend it.
        let needed = toggles.indices.filter { toggle in
          keys[combination.settings.flipping(toggle)].map { !$0.contains(key) } ?? false
        }
        var fault = SwitchFault(
          kind: .rejected, switches: needed, detail: rejection.message, place: rejection,
          example: combination.settings)
        fault.isEverywhere = keys.values.allSatisfy { $0.contains(key) }
        return fault
      }
    }
  }

  /// One and the same rejection in different combinations: the rule's number and the line depend
  /// on how many rules stand before it.
  private struct RejectionKey: Hashable {
    var words: String
    var template: String?

    init(_ rejection: JudgedCombination.Rejection) {
      words = rejection.message.filter { !$0.isNumber }
      template = rejection.range?.section
    }
  }
}
