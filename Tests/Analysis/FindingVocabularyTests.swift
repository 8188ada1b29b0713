// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Testing

struct FindingVocabularyTests {
  @Test func everyIdIsDefinedOnce() {
    let ids = FindingVocabulary.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.count > 15)
  }

  @Test func everyRuleExplainsItself() throws {
    let shape = /[a-z]+(-[a-z]+)+/
    for rule in FindingVocabulary.all {
      #expect(try shape.wholeMatch(in: rule.id) != nil, "\(rule.id)")
      for text in [rule.summary, rule.why, rule.remedy] {
        #expect(text.count > 10 && text.first?.isUppercase == true, "\(rule.id)")
        #expect(text.hasSuffix("."), "\(rule.id)")
      }
    }
  }

  @Test(arguments: SwitchFault.Kind.allCases)
  func everyKindOfFaultHasARuleOfItsName(kind: SwitchFault.Kind) {
    #expect(kind.rule.id == "switch-\(kind.rawValue)")
  }
}
